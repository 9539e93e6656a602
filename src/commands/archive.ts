import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepArchive } from '../crm/archive/keep-archive.ts'
import { sqliteFile } from '../crm/database.ts'
import { holdStoreAlone, shareStore, type StoreLock } from '../crm/keeping/store-lock.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const archive: Command = {
  usage: 'parley archive',
  help: `Keeps the archive in ARCHIVE_DIR from which every moment can be restored, until it is ended.
A server with ARCHIVE_DIR set runs this by itself, in a process of its own. It copies the database
once a day, and once a second what was committed since; what is older than ARCHIVE_DAYS is removed.
Where several run, one keeps the archive and the others wait to take over.`,
  async run() {
    const { DATABASE_URL, ARCHIVE_DIR, ARCHIVE_DAYS } = readSettings(process.env)
    const store = sqliteFile(DATABASE_URL)
    if (ARCHIVE_DIR === undefined || store === null) {
      throw new Problem(
        'invalid',
        'WrongUse',
        store === null
          ? "PostgreSQL keeps its own archive: see archive_mode in its manual, under 'Continuous Archiving'."
          : 'Name the folder of the archive: set ARCHIVE_DIR, on another disk than the database.',
      )
    }
    const stop = new AbortController()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
    // With the server that began it, however that ends.
    process.stdin
      .on('end', () => stop.abort())
      .on('error', () => stop.abort())
      .resume()
    mkdirSync(ARCHIVE_DIR, { recursive: true, mode: 0o700 })
    const alone = await waitFor(join(ARCHIVE_DIR, 'archive'), stop.signal)
    if (alone === null) return 0
    const lock = await shareStore(store.path)
    let isTold = false
    try {
      await keepArchive(store, ARCHIVE_DIR, {
        signal: stop.signal,
        days: ARCHIVE_DAYS,
        onNote: (note) => console.error(note),
        onKept: () => {
          if (!isTold) console.log('Kept.')
          isTold = true
        },
      })
      return 0
    } finally {
      process.stdin.destroy()
      lock.release()
      alone.release()
    }
  },
}

async function waitFor(path: string, signal: AbortSignal): Promise<StoreLock | null> {
  let isTold = false
  while (!signal.aborted) {
    try {
      return holdStoreAlone(path)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // For the server that waits to hear that there is an archive.
      if (!isTold) console.log('Another process keeps it.')
      isTold = true
      await sleep(500)
    }
  }
  return null
}
