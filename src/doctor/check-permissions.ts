import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, ok, warning, wrong } from './finding.ts'

/** Whether others on this machine can read what only the owner may: the database and the secrets. */
export function checkPermissions(dataDir: string, database: string | null): Finding {
  if (process.platform === 'win32') return ok('permissions', 'Not looked at on Windows.')
  if (!existsSync(dataDir)) return ok('permissions', `There is no ${dataDir} yet.`)
  const secrets = join(dataDir, 'secrets')
  const within = existsSync(secrets) ? readdirSync(secrets).map((name) => join(secrets, name)) : []
  const files = database === null ? [] : [database, `${database}-wal`, `${database}-shm`]
  const open = [secrets, ...within, ...files].filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0,
  )
  if (open.length > 0) {
    return wrong(
      'permissions',
      `Others can read ${open.join(', ')}. Run: chmod go= ${open.join(' ')}`,
    )
  }
  if ((statSync(dataDir).mode & 0o002) !== 0) {
    return warning('permissions', `Anybody can write into ${dataDir}. Run: chmod o-w ${dataDir}`)
  }
  return ok('permissions', 'Only the owner can read the database and the secrets.')
}
