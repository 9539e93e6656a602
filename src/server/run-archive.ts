import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { sqlitePath, type Database } from '../crm/database.ts'
import type { Settings } from '../settings.ts'

const AGAIN_MS = 5_000
const MOST_TO_END_MS = 10_000

const command = join(import.meta.dirname, '../../bin/parley.js')

/**
 * Has the archive kept in a process of its own, which costs the turns nothing and ends with this
 * one; begun again when it fails. The returned function ends it, once it has what came last.
 */
export function runArchive(
  settings: Settings,
  db: Pick<Database, 'url'>,
  log: Logger,
): () => Promise<void> {
  const { ARCHIVE_DIR } = settings
  if (ARCHIVE_DIR === undefined || sqlitePath(db.url) === null) return async () => {}
  let child: ChildProcess | undefined
  let isEnding = false

  const begin = (): void => {
    if (isEnding) return
    const env = {
      ...process.env,
      DATABASE_URL: db.url,
      ARCHIVE_DIR,
      ARCHIVE_DAYS: `${settings.ARCHIVE_DAYS}`,
    }
    child = spawn(process.execPath, [command, 'archive'], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    child.stderr?.on('data', (said: Buffer) =>
      log.warn({ said: said.toString().trim() }, 'archive'),
    )
    child.on('error', (error) => log.error({ err: error }, 'The archive could not be begun.'))
    child.once('exit', (code) => {
      if (isEnding) return
      log.error({ code }, 'The archive ended, and is begun again.')
      setTimeout(begin, AGAIN_MS).unref()
    })
  }
  begin()

  return () =>
    new Promise((resolve) => {
      isEnding = true
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.stdin?.end()
      setTimeout(resolve, MOST_TO_END_MS).unref()
    })
}
