import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { sqlitePath, type Database } from '../crm/database.ts'
import type { Settings } from '../settings.ts'

const AGAIN_MS = 5_000
const MOST_TO_END_MS = 10_000
/** A start waits no longer for the first copy: what it takes of a large database is told. */
const MOST_TO_BEGIN_MS = 60_000

const command = join(import.meta.dirname, '../../bin/parley.js')

/**
 * Has the archive kept in a process of its own, which costs the turns nothing and ends with this
 * one; begun again when it fails. Resolves once it has a whole copy, as until then a lost disk takes
 * all that came since the start, or when it cannot be had. The returned function ends it, once it
 * has what came last.
 */
export async function runArchive(
  settings: Settings,
  db: Pick<Database, 'url'>,
  log: Logger,
): Promise<() => Promise<void>> {
  const { ARCHIVE_DIR } = settings
  if (ARCHIVE_DIR === undefined || sqlitePath(db.url) === null) return async () => {}
  let child: ChildProcess | undefined
  let isEnding = false
  let settled = (): void => {}
  const isSettled = new Promise<void>((resolve) => (settled = resolve))

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
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', () => settled())
    child.stderr?.on('data', (said: Buffer) =>
      log.warn({ said: said.toString().trim() }, 'archive'),
    )
    child.on('error', (error) => {
      settled()
      log.error({ err: error }, 'The archive could not be begun.')
    })
    child.once('exit', (code) => {
      settled()
      if (isEnding) return
      log.error({ code }, 'The archive ended, and is begun again.')
      setTimeout(begin, AGAIN_MS).unref()
    })
  }
  begin()
  const late = setTimeout(() => {
    log.warn(
      'Serving begins before the archive has its copy: until then a lost disk takes what comes.',
    )
    settled()
  }, MOST_TO_BEGIN_MS)
  await isSettled
  clearTimeout(late)

  return () =>
    new Promise((resolve) => {
      isEnding = true
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.stdin?.end()
      setTimeout(resolve, MOST_TO_END_MS).unref()
    })
}
