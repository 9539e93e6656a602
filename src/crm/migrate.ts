import { Problem } from '../problem.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { one, run, type Work } from './work.ts'

/** Brings the tables up to date: all steps that are missing in one transaction, or none. */
export function migrate(
  db: Pick<Database, 'engine' | 'write'>,
  steps: typeof migrations = migrations,
): Promise<void> {
  return db.write(() => missingSteps(db.engine, steps))
}

/** The number of the last step that a database has taken; 0 for one without any. */
export async function schemaIn(db: Pick<Database, 'engine' | 'all'>): Promise<number> {
  const [table] = await db.all(
    db.engine === 'sqlite'
      ? "select name from sqlite_master where type = 'table' and name = 'migrations'"
      : "select to_regclass('migrations') as name where to_regclass('migrations') is not null",
  )
  if (!table) return 0
  const [row] = await db.all<{ last: number }>(lastStep)
  return row?.last ?? 0
}

/** Processes that start at once take turns. */
function* missingSteps(engine: Database['engine'], steps: typeof migrations): Work<void> {
  yield* run(
    'create table if not exists migrations (number integer primary key, done_at text not null)',
  )
  const row = yield* one<{ last: number }>(lastStep)
  const last = row?.last ?? 0
  if (last > steps.length) throw isNewer(last, steps.length)
  for (const [i, step] of steps.slice(last).entries()) {
    for (const statement of step(engine).split(/;\s*$/m)) {
      if (statement.trim()) yield* run(statement)
    }
    yield* run(
      'insert into migrations (number, done_at) values (?, ?)',
      last + i + 1,
      new Date().toISOString(),
    )
  }
}

const lastStep = 'select coalesce(max(number), 0) as last from migrations'

export const isNewer = (found: number, known: number): Problem =>
  new Problem(
    'conflict',
    'DatabaseIsNewer',
    `The database is at schema ${found}, but this Parley knows only ${known}. Start the newer Parley again, or restore a backup from before the upgrade.`,
  )
