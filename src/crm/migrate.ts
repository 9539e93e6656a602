import { Problem } from '../problem.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { one, run, type Work } from './work.ts'

/** Brings the tables up to date, each step in a transaction of its own. */
export async function migrate(
  db: Pick<Database, 'engine' | 'write'>,
  steps: typeof migrations = migrations,
): Promise<void> {
  while (await db.write(() => nextStep(db.engine, steps)));
}

/** Does one step and says whether there may be more. Processes that start at once take turns. */
function* nextStep(engine: Database['engine'], steps: typeof migrations): Work<boolean> {
  yield* run(
    'create table if not exists migrations (number integer primary key, done_at text not null)',
  )
  const row = yield* one<{ last: number }>(
    'select coalesce(max(number), 0) as last from migrations',
  )
  const last = row?.last ?? 0
  if (last > steps.length) throw isNewer(last, steps.length)
  const step = steps[last]
  if (!step) return false
  for (const statement of step(engine).split(/;\s*$/m)) {
    if (statement.trim()) yield* run(statement)
  }
  yield* run(
    'insert into migrations (number, done_at) values (?, ?)',
    last + 1,
    new Date().toISOString(),
  )
  return true
}

const isNewer = (found: number, known: number) =>
  new Problem(
    'conflict',
    'DatabaseIsNewer',
    `The database is at schema ${found}, but this Parley knows only ${known}. Start the newer Parley again, or restore a backup from before the upgrade.`,
  )
