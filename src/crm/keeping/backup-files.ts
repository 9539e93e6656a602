import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checksumFile } from './checksum.ts'

export type BackupFile = { readonly path: string; readonly at: Date; readonly bytes: number }

/** `parley-2026-11-26T18-05-00Z.db`: names sort as the times do. */
export function backupName(now = new Date()): string {
  return `parley-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`
}

const named = /^parley-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/

/** The finished backups of a folder that have such a name, newest first. */
export function backupFiles(folder: string): BackupFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, day, hours, minutes, seconds] = named.exec(name) ?? []
      const path = join(folder, name)
      if (day === undefined || !existsSync(checksumFile(path))) return []
      const at = new Date(`${day}T${hours}:${minutes}:${seconds}Z`)
      return [{ path, at, bytes: statSync(path).size }]
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** Removes all but the newest `keep`; returns what was removed. */
export function removeOldBackups(folder: string, keep: number): string[] {
  const old = backupFiles(folder).slice(keep)
  for (const { path } of old) {
    rmSync(path, { force: true })
    rmSync(checksumFile(path), { force: true })
  }
  return old.map(({ path }) => path)
}
