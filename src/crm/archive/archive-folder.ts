import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** One copy of the database, and the log of all that was committed after it. */
export type ArchiveBase = {
  readonly folder: string
  /** When the copy is of. */
  readonly at: Date
  readonly sha256: string
}

export const baseFile = (folder: string): string => join(folder, 'base.db')
export const aboutFile = (folder: string): string => join(folder, 'base.json')
export const logFile = (folder: string): string => join(folder, 'log')

/** While its base is not whole yet. */
export const PARTIAL = '.partial'

export const baseName = (at: Date): string =>
  `from-${at.toISOString().replaceAll(':', '-').replace('.', '-')}`

const about = z.object({ at: z.string(), sha256: z.string() })

/** Those whose base is whole, newest first. */
export function archiveBases(archive: string): ArchiveBase[] {
  if (!existsSync(archive)) return []
  return readdirSync(archive)
    .filter((name) => name.startsWith('from-') && !name.endsWith(PARTIAL))
    .map((name) => join(archive, name))
    .filter((folder) => existsSync(aboutFile(folder)))
    .map((folder) => {
      const { at, sha256 } = about.parse(JSON.parse(readFileSync(aboutFile(folder), 'utf8')))
      return { folder, at: new Date(at), sha256 }
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** Removes what no time of the last `days` needs: all before the newest base that is older. */
export function removeOldBases(archive: string, days: number, now: Date): void {
  const since = now.getTime() - days * 86_400_000
  const bases = archiveBases(archive)
  const needed = bases.findIndex(({ at }) => at.getTime() <= since)
  if (needed < 0) return
  for (const { folder } of bases.slice(needed + 1)) rmSync(folder, { recursive: true })
}
