import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Database } from '../crm/database.ts'
import { backupFiles } from '../crm/keeping/backup-files.ts'
import type { Settings } from '../settings.ts'

const HOUR_MS = 3_600_000
const LOOK_EVERY_MS = 60_000

const command = join(import.meta.dirname, '../../bin/parley.js')

/**
 * Has a backup made whenever the newest is older than BACKUP_HOURS: in a process of its own, so
 * that copying and checking hold up no turn. Where several servers share the database, whoever looks
 * first makes it. Ends with the returned function.
 */
export function scheduleBackups(
  settings: Settings,
  db: Pick<Database, 'url'>,
  log: Logger,
): () => void {
  const { BACKUP_DIR, BACKUP_HOURS } = settings
  if (BACKUP_HOURS === 0) return () => {}
  const began = Date.now()
  let isWorking = false
  let notBefore = 0

  const look = (): void => {
    const newest = backupFiles(BACKUP_DIR)[0]?.at.getTime()
    // The first one not at once: a start has enough to do, and a try-out needs none.
    const due = newest === undefined ? began + HOUR_MS : newest + BACKUP_HOURS * HOUR_MS
    if (isWorking || Date.now() < Math.max(due, notBefore)) return
    isWorking = true
    const { BACKUP_KEEP } = settings
    const env = {
      ...process.env,
      DATABASE_URL: db.url,
      BACKUP_DIR,
      BACKUP_KEEP: `${BACKUP_KEEP}`,
    }
    execFile(process.execPath, [command, 'backup', '--json'], { env }, (error, stdout, stderr) => {
      isWorking = false
      if (error) {
        // Such as without pg_dump: it is said again, but not every minute.
        notBefore = Date.now() + HOUR_MS
        log.error({ why: stderr.trim() || error.message }, 'The backup failed.')
      } else log.info(JSON.parse(stdout), 'A backup was made.')
    }).unref()
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  look()
  return () => clearInterval(timer)
}
