import { sqliteFile } from '../crm/database.ts'
import { restoreSqlite } from '../crm/keeping/restore-sqlite.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { storeKey } from '../store-key.ts'
import type { Command } from './command.ts'

export const restore: Command = {
  usage: 'parley restore FILE [--key KEYFILE | none] [--json]',
  help: `Puts a backup in the place of the database. Stop the server first.
A file that was cut short, altered, is of another program or of a newer Parley is refused, and the
current data is left alone. An older one is brought up to date. Who was erased since the backup was
made is erased from it again. The data from before stays beside the database, as
parley.db.before-restore-TIME: remove it once it is not needed. --key names the key of a backup that
was made under another one; the database keeps its own.`,
  async run({ words: [file], key, json }) {
    if (file === undefined) throw new Problem('invalid', 'WrongUse', 'Name the backup to restore.')
    const settings = readSettings(process.env)
    const store = sqliteFile(settings.DATABASE_URL)
    if (store === null) {
      throw new Problem(
        'invalid',
        'RestoreByPostgres',
        `A PostgreSQL database is restored by its own program: pg_restore --clean --if-exists --dbname=DATABASE ${file}\nThen erase again who was erased since: parley erase --again`,
      )
    }
    const progress = showProgress()
    try {
      const done = await restoreSqlite(file, store, {
        lists: [settings.BACKUP_DIR],
        ...(key !== undefined && { key: keyIn(key) }),
        onProgress: progress.show,
      })
      progress.end()
      if (json) console.log(JSON.stringify(done))
      else {
        console.log(`Restored: ${done.conversations} conversations, ${done.events} events.`)
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
