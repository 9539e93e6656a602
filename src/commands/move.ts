import { openDatabase, sqliteFile } from '../crm/database.ts'
import { moveStore, type MoveProgress } from '../crm/keeping/move-store.ts'
import { postgresSide } from '../crm/keeping/postgres-side.ts'
import { sqliteTarget } from '../crm/keeping/sqlite-side.ts'
import { tableShapes } from '../crm/keeping/table-shapes.ts'
import { moveServing, type MovedStore } from '../crm/move/move-serving.ts'
import type { StoreFile } from '../crm/store-file.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const move: Command = {
  usage: 'parley move --to postgres://… | sqlite:PATH [--json]',
  help: `Moves the whole store to the other engine, and checks it by counts and checksums.
From SQLite to PostgreSQL servers go on serving: what changes while the store is copied is brought
after it, at the end writes wait for a moment (503, and clients send again), and the servers go on
with PostgreSQL by themselves. The file from before stays, takes no writes any more, and cannot be
served again: set DATABASE_URL to the new one before the next start. What the search reads is built
anew there, which takes a while.
From PostgreSQL to SQLite stop every server first; a store that is in use is refused.
The target must be empty; it holds everything or nothing.`,
  async run({ to: url, json }) {
    if (url === undefined) throw new Problem('invalid', 'WrongUse', 'Say where to: --to URL.')
    const from = readSettings(process.env).DATABASE_URL
    // With the key that is set, where it is a file.
    const to = readSettings({ ...process.env, DATABASE_URL: url }).DATABASE_URL
    const [file, toFile] = [sqliteFile(from), sqliteFile(to)]
    if ((file === null) === (toFile === null)) {
      throw new Problem(
        'invalid',
        'WrongUse',
        'A move goes from SQLite to PostgreSQL or back. Between two of one kind, use backup and restore.',
      )
    }
    const progress = showProgress()
    try {
      // Up to date on both sides, so that their tables are the same.
      for (const url of file === null ? [from] : [from, to]) await (await openDatabase(url)).close()
      const moved =
        toFile === null
          ? await moveServing(file!, to, progress.show)
          : await moveStopped(from, toFile, progress.show)
      progress.end()
      if (json) console.log(JSON.stringify(moved))
      else tell(moved)
      return 0
    } finally {
      progress.end()
    }
  },
}

async function moveStopped(
  from: string,
  to: StoreFile,
  onProgress: MoveProgress,
): Promise<Pick<MovedStore, 'tables'>> {
  const source = await postgresSide(from)
  try {
    const target = await sqliteTarget(to)
    try {
      return { tables: await moveStore(source, target, tableShapes(), onProgress) }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function tell({ tables, ...moved }: Pick<MovedStore, 'tables'> & Partial<MovedStore>): void {
  for (const { table, rows, sha256 } of tables) {
    console.log(`${table.padEnd(24)} ${String(rows).padStart(9)} rows  ${sha256.slice(0, 16)}`)
  }
  console.log('Everything was moved, and is the same on both sides.')
  if (moved.refusedMs !== undefined) {
    console.log(
      `${moved.changed} changes came meanwhile; no writes were taken for ${moved.refusedMs} ms.`,
    )
  }
  if (moved.isStillOpen) {
    console.log(
      'A process has the old file open yet. It can write nothing there: end it, and start it with the new DATABASE_URL.',
    )
  }
  console.log('Set DATABASE_URL to the new store before the next start.')
}
