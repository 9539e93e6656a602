import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Database } from '../crm/database.ts'
import type { Settings } from '../settings.ts'

const HOUR_MS = 3_600_000
const EVERY_MS = 24 * HOUR_MS

const command = join(import.meta.dirname, '../../bin/parley.js')

/**
 * Has what is older than RETENTION erased once a day, in a process of its own, so that the search for
 * it holds up no turn. Several servers of one database do no harm. Ends with the returned function.
 */
export function scheduleRetention(
  { BACKUP_DIR }: Settings,
  db: Pick<Database, 'url'>,
  log: Logger,
): () => void {
  const apply = (): void => {
    const env = { ...process.env, DATABASE_URL: db.url, BACKUP_DIR }
    execFile(
      process.execPath,
      [command, 'retention', '--json'],
      { env },
      (error, out, complaint) => {
        if (error) log.error({ why: complaint.trim() || error.message }, 'The retention failed.')
        else log.info(JSON.parse(out), 'What was due was erased.')
      },
    ).unref()
  }
  // Not at once: a start has enough to do.
  let timer = setTimeout(() => {
    apply()
    timer = setInterval(apply, EVERY_MS).unref()
  }, HOUR_MS).unref()
  return () => clearTimeout(timer)
}
