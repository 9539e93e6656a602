import { existsSync, statSync } from 'node:fs'
import { aliveFile } from '../crm/archive/keep-archive.ts'
import { archiveBases } from '../crm/archive/archive-folder.ts'
import { type Finding, ok, warning } from './finding.ts'

/** Whoever keeps it says so every few seconds. */
const MOST_SILENT_MS = 60_000

/** Of SQLite. `folder` is where the archive is kept; undefined when it is not. */
export function checkArchive(folder: string | undefined, now: Date): Finding {
  if (folder === undefined) {
    return ok(
      'archive',
      'None is kept: a lost disk costs what came since the newest backup. To have one, set ARCHIVE_DIR.',
    )
  }
  const oldest = archiveBases(folder).at(-1)
  if (!oldest || !existsSync(aliveFile(folder))) {
    return warning(
      'archive',
      `There is nothing in ${folder} yet. Start the server, or: npx parley archive`,
    )
  }
  const silentMs = now.getTime() - statSync(aliveFile(folder)).mtimeMs
  const says = `Every moment from ${oldest.at.toISOString()} on can be restored`
  if (silentMs <= MOST_SILENT_MS) return ok('archive', `${says}.`)
  const until = new Date(now.getTime() - silentMs).toISOString()
  return warning(
    'archive',
    `${says}, up to ${until}: nobody keeps the archive since. Start the server.`,
  )
}
