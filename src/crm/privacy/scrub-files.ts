import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { yieldFile } from '../archive/yield-file.ts'
import type { Database } from '../database.ts'
import { searchFiles } from '../keeping/search-files.ts'

export type Scrubbed = {
  /** How many words were sought in the files' bytes; null where the files are a server's own. */
  readonly sought: number | null
  readonly found: readonly string[]
  /** Whether the whole file had to be written anew to be rid of what lay between the rows. */
  readonly isRewritten: boolean
}

const TRIES = 20

const scrubbed = (
  'events conversations tickets customers orders audit api_answers opportunities ' +
  'campaign_recipients'
).split(' ')

/**
 * Leaves nothing of what was erased in the store's files: empties the write-ahead log, then looks
 * for the words byte by byte; what is found yet is removed by writing the file anew. On PostgreSQL
 * it clears the dead rows away; the server's own files and log cannot be looked into from here.
 */
export async function scrubFiles(
  db: Database,
  path: string | null,
  words: readonly string[],
): Promise<Scrubbed> {
  if (db.engine === 'postgres') {
    for (const table of scrubbed) await db.all(`vacuum ${table}`)
    return { sought: null, found: [], isRewritten: false }
  }
  if (path === null || path === ':memory:') return { sought: null, found: [], isRewritten: false }
  const files = [path, `${path}-wal`]
  await emptyLog(db, path)
  let found = searchFiles(files, words)
  const isRewritten = found.length > 0
  if (isRewritten) {
    await db.all('vacuum')
    await emptyLog(db, path)
    found = searchFiles(files, words)
  }
  return { sought: words.length, found, isRewritten }
}

/** A reader of another process may hold it up for a moment, and whoever keeps an archive for longer. */
async function emptyLog(db: Database, path: string): Promise<void> {
  try {
    writeFileSync(yieldFile(path), '', { mode: 0o600 })
    for (let tries = 1; ; tries++) {
      const [row] = await db.all<{ busy: number }>('pragma wal_checkpoint(truncate)')
      if (row?.busy !== 1 || tries === TRIES) return
      await sleep(100)
    }
  } finally {
    rmSync(yieldFile(path), { force: true })
  }
}
