import { openDatabase, sqliteFile } from '../crm/database.ts'
import { moveStore } from '../crm/keeping/move-store.ts'
import { postgresSide } from '../crm/keeping/postgres-side.ts'
import { sqliteSource, sqliteTarget } from '../crm/keeping/sqlite-side.ts'
import { tableShapes } from '../crm/keeping/table-shapes.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const move: Command = {
  usage: 'parley move --to postgres://… | sqlite:PATH [--json]',
  help: `Copies the whole store to the other engine, and checks it by counts and checksums.
Stop the server first: a message taken meanwhile would stay behind, so a store that is in use is
refused, and no server can start on it until the move has ended. The target must be empty; it holds
everything or nothing. The store from before is not changed. Then set DATABASE_URL to the new one.`,
  async run({ to: url, json }) {
    if (url === undefined) throw new Problem('invalid', 'WrongUse', 'Say where to: --to URL.')
    const from = readSettings(process.env).DATABASE_URL
    // With the key that is set, where it is a file.
    const to = readSettings({ ...process.env, DATABASE_URL: url }).DATABASE_URL
    const file = sqliteFile(from)
    const toFile = sqliteFile(to)
    if ((file === null) === (toFile === null)) {
      throw new Problem(
        'invalid',
        'WrongUse',
        'A move goes from SQLite to PostgreSQL or back. Between two of one kind, use backup and restore.',
      )
    }
    const progress = showProgress()
    // Both up to date, so that their tables are the same.
    for (const url of file === null ? [from] : [from, to]) await (await openDatabase(url)).close()
    const source = file === null ? await postgresSide(from) : sqliteSource(file)
    try {
      const target = toFile === null ? await postgresSide(to) : await sqliteTarget(toFile)
      try {
        const tables = await moveStore(source, target, tableShapes(), progress.show)
        progress.end()
        if (json) console.log(JSON.stringify({ tables }))
        else {
          for (const { table, rows, sha256 } of tables) {
            console.log(
              `${table.padEnd(16)} ${String(rows).padStart(9)} rows  ${sha256.slice(0, 16)}`,
            )
          }
          console.log('Everything was moved, and is the same on both sides. Set DATABASE_URL now.')
        }
        return 0
      } finally {
        await target.close()
      }
    } finally {
      progress.end()
      await source.close()
    }
  },
}
