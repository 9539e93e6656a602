import { backupFiles } from '../crm/keeping/backup-files.ts'
import { type Finding, ok, warning } from './finding.ts'

const HOUR_MS = 3_600_000

/** `everyHours` is how often there should be one; 0 when somebody else sees to it. */
export function checkBackups(folder: string, everyHours: number, now: Date): Finding {
  const [newest] = backupFiles(folder)
  if (!newest) {
    return warning('backup', `There is no backup in ${folder}. Make one: npx parley backup`)
  }
  const hours = (now.getTime() - newest.at.getTime()) / HOUR_MS
  const says = `The newest backup is ${hours.toFixed(1)} hours old: ${newest.path}`
  // One may be late by the time that a machine was off.
  const isLate = hours > Math.max(2 * everyHours, 26)
  return isLate
    ? warning('backup', `${says}. Make one: npx parley backup`)
    : ok('backup', `${says}.`)
}
