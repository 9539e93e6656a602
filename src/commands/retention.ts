import { openDatabase } from '../crm/database.ts'
import { backupFiles } from '../crm/keeping/backup-files.ts'
import {
  applyRetention,
  dueForRetention,
  type Retention,
  type RetentionReport,
} from '../crm/retention/retention.ts'
import { showProgress } from '../progress.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Command } from './command.ts'

export const retention: Command = {
  usage: 'parley retention [--dry-run] [--json]',
  help: `Erases what is older than RETENTION says, also while a server serves.
Conversations are blanked and tickets deleted as by an erasure, a few at a time. What is under a legal
hold stays: parley hold. A running server does this once a day by itself. --dry-run changes nothing,
and says what would go.`,
  async run({ 'dry-run': isDry = false, json }) {
    const settings = readSettings(process.env)
    const db = await openDatabase(settings.DATABASE_URL)
    const progress = showProgress()
    try {
      const retention = withBackups(settings)
      const report = isDry
        ? await dueForRetention(db, retention)
        : await applyRetention(db, retention, { onProgress: progress.show })
      progress.end()
      if (json) console.log(JSON.stringify({ dryRun: isDry, report }))
      else for (const line of report) console.log(sentence(line, isDry))
      if (!json && report.length === 0) console.log('RETENTION names nothing: all is kept.')
      return 0
    } finally {
      progress.end()
      await db.close()
    }
  },
}

/** The hashes of who was erased are kept as long as there is a backup that could bring them back. */
function withBackups({ RETENTION, BACKUP_DIR }: Settings): Retention {
  const oldest = backupFiles(BACKUP_DIR).at(-1)
  if (RETENTION.erasures === undefined || !oldest) return RETENTION
  const days = Math.ceil((Date.now() - oldest.at.getTime()) / DAY_MS)
  return { ...RETENTION, erasures: Math.max(RETENTION.erasures, days) }
}

const DAY_MS = 86_400_000

function sentence({ kind, days, count, held, oldest }: RetentionReport, isDry: boolean): string {
  const what = isDry ? 'would be erased' : 'erased'
  const since = isDry && oldest !== null ? `, the oldest of ${oldest}` : ''
  const kept = held > 0 ? `; ${held} are kept by a legal hold` : ''
  return `${kind.padEnd(14)} ${count} older than ${days} days ${what}${since}${kept}`
}
