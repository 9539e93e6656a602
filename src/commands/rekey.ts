import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sqliteFile } from '../crm/database.ts'
import { backupFiles } from '../crm/keeping/backup-files.ts'
import { rekeySqlite } from '../crm/keeping/rekey-sqlite.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { storeKey } from '../store-key.ts'
import type { Command } from './command.ts'
import { writeKeyFile } from './write-key-file.ts'

export const rekey: Command = {
  usage: 'parley rekey --to KEYFILE | none [--json]',
  help: `Encrypts the SQLite database, gives it another key, or takes encryption away (none).
Stop the server first. KEYFILE is made, with a new random key, where there is none; afterwards set
DATABASE_KEY_FILE to it, and keep a copy of it where the backups are not: without it all is lost.
The database is written anew and checked, and changes places in one step; until then, and when
anything fails, it is as it was. Backups keep the key they were made with: parley restore --key.`,
  async run({ to, json }) {
    if (to === undefined) {
      throw new Problem(
        'invalid',
        'WrongUse',
        'Name the file of the new key: --to KEYFILE, or none.',
      )
    }
    const settings = readSettings(process.env)
    const store = sqliteFile(settings.DATABASE_URL)
    if (store === null) {
      throw new Problem(
        'invalid',
        'EncryptedByPostgres',
        "PostgreSQL has no key of its own: encrypt the disk that its files lie on, and its server's connections with ?sslmode=verify-full.",
      )
    }
    const isNew = to !== 'none' && !existsSync(to)
    if (isNew) writeKeyFile(to)
    const progress = showProgress()
    try {
      const key = to === 'none' ? null : storeKey({ DATABASE_KEY_FILE: to })
      const done = await rekeySqlite(store, key, progress.show)
      progress.end()
      const older = [
        ...backupFiles(settings.BACKUP_DIR).map(({ path }) => path),
        ...previous(store.path),
      ]
      if (json) console.log(JSON.stringify({ ...done, keyFile: to, older }))
      else {
        console.log(
          `${store.path}: ${done.encrypted ? 'encrypted' : 'no longer encrypted'}, ${done.events} events checked.`,
        )
        console.log(
          to === 'none'
            ? 'Unset DATABASE_KEY_FILE now.'
            : `Set DATABASE_KEY_FILE=${to} now, and keep a copy of that file.`,
        )
        for (const path of older) console.log(`Still as it was before: ${path}`)
      }
      return 0
    } finally {
      progress.end()
    }
  },
}

/** What upgrades and restores left beside the database. */
function previous(path: string): string[] {
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.before-`))
    .map((name) => join(dirname(path), name))
}
