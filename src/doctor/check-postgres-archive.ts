import type { PostgresArchive } from '../crm/keeping/postgres-archive.ts'
import { type Finding, ok, warning } from './finding.ts'

export function checkPostgresArchive({ isOn, lastAt, failedAt }: PostgresArchive): Finding {
  if (!isOn) {
    return warning(
      'archive',
      "The server's archive_mode is off: a lost disk costs what came since the last dump. See 'Continuous Archiving' in PostgreSQL's manual.",
    )
  }
  if (failedAt !== null && (lastAt === null || Date.parse(failedAt) > Date.parse(lastAt))) {
    return warning(
      'archive',
      `The server's archive_command has failed since ${failedAt}. See the server's log.`,
    )
  }
  return ok('archive', `The server archives its log, last at ${lastAt ?? 'no time yet'}.`)
}
