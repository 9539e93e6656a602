import { join } from 'node:path'
import { sqliteFile } from '../crm/database.ts'
import { backupName, removeOldBackups } from '../crm/keeping/backup-files.ts'
import { backupSqlite } from '../crm/keeping/backup-sqlite.ts'
import { dumpPostgres } from '../crm/keeping/dump-postgres.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const backup: Command = {
  usage: 'parley backup [FILE] [--json]',
  help: `Copies the database into a file, also while a server serves, and checks the copy.
FILE is otherwise a new one in BACKUP_DIR, where the oldest above BACKUP_KEEP are removed. Its
checksum is FILE.sha256: keep the two together, and erasures.jsonl, which names by hashes who was
erased since. A running server makes a backup every BACKUP_HOURS by itself. Settings, secrets and
training files are files of their own: copy DATA_DIR/secrets and the project, too. The backup of an
encrypted database is encrypted with the same key: without the key it is lost.
On PostgreSQL pg_dump writes it, which must be installed.`,
  async run({ words: [named], json }) {
    const settings = readSettings(process.env)
    const store = sqliteFile(settings.DATABASE_URL)
    const file = named ?? join(settings.BACKUP_DIR, backupName())
    const progress = showProgress()
    try {
      const made =
        store === null
          ? await dumpPostgres(settings.DATABASE_URL, file)
          : await backupSqlite(store, file, progress.show)
      progress.end()
      const removed = named ? [] : removeOldBackups(settings.BACKUP_DIR, settings.BACKUP_KEEP)
      if (json) {
        console.log(
          JSON.stringify({ ...made, ...('log' in made && { log: counts(made) }), removed }),
        )
      } else {
        console.log(`${made.file}: ${made.bytes} bytes, SHA-256 ${made.sha256}.`)
        if ('log' in made) {
          const { conversations, events } = made.log
          console.log(
            `Checked: ${conversations} conversations, ${events} events, schema ${made.schema}.`,
          )
        }
      }
      return 0
    } finally {
      progress.end()
    }
  },
}

const counts = ({ log }: { log: { conversations: number; events: number } }) => ({
  conversations: log.conversations,
  events: log.events,
})
