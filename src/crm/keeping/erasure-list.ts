/**
 * Who was erased, as salted hashes of ids. The list lies in the store, and beside the backups in a
 * file of one JSON object a line: whoever restores a backup from before erases them again.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { sync } from './switch-file.ts'

const line = z.object({
  hash: z.string().regex(/^[\da-f]{64}$/),
  salt: z.string(),
  kind: z.enum(['customer', 'conversation']),
  at: z.string(),
})

export type Erasure = Readonly<z.output<typeof line>>

export const erasureHash = (salt: string, kind: Erasure['kind'], id: string): string =>
  createHash('sha256').update(`${salt} ${kind} ${id}`).digest('hex')

export const erasureListFile = (folder: string): string => join(folder, 'erasures.jsonl')

export function erasuresIn(db: Pick<Database, 'all'>): Promise<Erasure[]> {
  return db.all<Erasure>('select hash, salt, kind, at from erasures order by at, hash')
}

/** Problem 'invalid' `ErasureListBroken` when there is a list that cannot be read whole. */
export function readErasureList(folder: string): Erasure[] {
  const path = erasureListFile(folder)
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((text, i) => {
    // A crash may have cut the last line short; its erasure is in the store.
    if (text.trim() === '' || (i === lines.length - 1 && !text.endsWith('}'))) return []
    const read = line.safeParse(parsed(text))
    if (read.success) return [read.data]
    throw new Problem(
      'invalid',
      'ErasureListBroken',
      `${path}:${i + 1} is not an erasure. Without the whole list a backup could bring back who was erased: repair or remove that line.`,
    )
  })
}

/** Adds to the list in a folder what is not in it yet. */
export function writeErasureList(folder: string, erasures: readonly Erasure[]): void {
  const known = new Set(readErasureList(folder).map(({ hash }) => hash))
  const fresh = erasures.filter(({ hash }) => !known.has(hash))
  if (fresh.length === 0) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = erasureListFile(folder)
  const begin = existsSync(path) && !readFileSync(path, 'utf8').endsWith('\n') ? '\n' : ''
  const lines = fresh.map((erasure) => `${JSON.stringify(erasure)}\n`).join('')
  appendFileSync(path, begin + lines, { mode: 0o600 })
  sync(path)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
