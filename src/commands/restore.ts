import { restoreAt } from '../crm/archive/restore-at.ts'
import { sqliteFile } from '../crm/database.ts'
import { restoreSqlite } from '../crm/keeping/restore-sqlite.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings, type Settings } from '../settings.ts'
import { storeKey } from '../store-key.ts'
import type { Command } from './command.ts'

export const restore: Command = {
  usage: 'parley restore FILE [--key KEYFILE | none] | --at TIME | --at now [--json]',
  help: `Puts a backup in the place of the database. Stop the server first.
A file that was cut short, altered, is of another program or of a newer Parley is refused, and the
current data is left alone. An older one is brought up to date. Who was erased since the backup was
made is erased from it again. The data from before stays beside the database, as
parley.db.before-restore-TIME: remove it once it is not needed. --key names the key of a backup that
was made under another one; the database keeps its own. --at restores the database as it was at a moment (2026-11-26T18:05:00Z), or
as it was last, from the archive in ARCHIVE_DIR, at most two seconds before and never after.`,
  async run({ words: [file], at, key, json }) {
    if ((file === undefined) === (at === undefined)) {
      throw new Problem(
        'invalid',
        'WrongUse',
        'Name the backup to restore, or a moment: --at TIME.',
      )
    }
    const time = at === undefined ? undefined : momentOf(at)
    const settings = readSettings(process.env)
    const store = sqliteFile(settings.DATABASE_URL)
    if (store === null) {
      throw new Problem(
        'invalid',
        'RestoreByPostgres',
        `A PostgreSQL database is restored by its own program: pg_restore --clean --if-exists --dbname=DATABASE ${file ?? 'FILE'}\nThen erase again who was erased since: parley erase --again`,
      )
    }
    const progress = showProgress()
    try {
      const options = {
        lists: [settings.BACKUP_DIR],
        ...(key !== undefined && { key: keyIn(key) }),
        onProgress: progress.show,
      }
      const moment =
        file === undefined
          ? await restoreAt(archiveOf(settings), store, { ...options, time })
          : null
      const done = moment ?? (await restoreSqlite(file ?? '', store, options))
      progress.end()
      if (json) console.log(JSON.stringify(done))
      else {
        console.log(`Restored: ${done.conversations} conversations, ${done.events} events.`)
        if (moment) console.log(`As it was at ${moment.at}.`)
        if (done.erasedAgain > 0) console.log(`${done.erasedAgain} erased again.`)
        if (done.previous !== null) console.log(`The data from before: ${done.previous}`)
      }
      return 0
    } finally {
      progress.end()
    }
  },
}

const keyIn = (file: string): string | null =>
  file === 'none' ? null : storeKey({ DATABASE_KEY_FILE: file })

function momentOf(text: string): Date | undefined {
  if (text === 'now') return undefined
  const time = new Date(text)
  if (!Number.isNaN(time.getTime())) return time
  throw new Problem(
    'invalid',
    'WrongUse',
    `${text} is no time. Write it such as 2026-11-26T18:05:00Z, or now.`,
  )
}

function archiveOf({ ARCHIVE_DIR }: Settings): string {
  if (ARCHIVE_DIR !== undefined) return ARCHIVE_DIR
  throw new Problem('invalid', 'WrongUse', 'Say where the archive is: set ARCHIVE_DIR.')
}
