import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { all, type Work } from '../work.ts'
import { dueOf, type RetainedKind, retainedKinds } from './retained.ts'

/** Days by kind; kinds that are not named are kept for ever. */
export type Retention = Readonly<Partial<Record<RetainedKind, number>>>

export type RetentionReport = {
  readonly kind: RetainedKind
  readonly days: number
  /** What is older than this time goes; ISO 8601, UTC. */
  readonly before: string
  /** How many are due, or were erased. */
  readonly count: number
  /** How many only a legal hold keeps. */
  readonly held: number
  /** The time of the oldest that is due; null when none is. */
  readonly oldest: string | null
}

const DAY_MS = 86_400_000
/** So few that nobody's turn waits for long. */
const AT_ONCE = 20
const A_PAGE = 500

/** What would go now. Changes nothing. */
export async function dueForRetention(
  db: Pick<Database, 'all'>,
  retention: Retention,
  now = new Date(),
): Promise<RetentionReport[]> {
  const report: RetentionReport[] = []
  for (const [kind, days] of daysOf(retention)) {
    const before = beforeOf(days, now)
    const { table, dated, where, heldWhere = '1 = 0' } = dueOf(kind)
    const [row] = await db.all<{ count: number; held: number; oldest: string | null }>(
      `select count(*) as count, min(due_at) as oldest, coalesce(sum(is_held), 0) as held from (
         select ${dated} as due_at, case when ${heldWhere} then 1 else 0 end as is_held
         from ${table} where ${dated} < ? and (${where})) as due`,
      before,
    )
    const held = Number(row?.held ?? 0)
    const count = Number(row?.count ?? 0) - held
    report.push({ kind, days, before, count, held, oldest: row?.oldest ?? null })
  }
  return report
}

/**
 * Erases what is older than its days, through every index, a few rows to a transaction, while others
 * are served. What changed meanwhile is looked at anew in the transaction that would erase it: whoever
 * comes back to an old conversation keeps it, and a legal hold counts from its commit on. Ends early
 * when `isWanted` says so; the next run goes on from there.
 */
export async function applyRetention(
  db: Database,
  retention: Retention,
  {
    now = new Date(),
    isWanted = () => true,
    onProgress = () => {},
  }: {
    now?: Date
    isWanted?: () => boolean
    onProgress?: (progress: { stage: string; done: number; total: number }) => void
  } = {},
): Promise<RetentionReport[]> {
  const report: RetentionReport[] = []
  for (const due of await dueForRetention(db, retention, now)) {
    let count = 0
    for await (const keys of pagesOfDue(db, due)) {
      for (let from = 0; from < keys.length && isWanted(); from += AT_ONCE) {
        const some = keys.slice(from, from + AT_ONCE)
        count += await db.write(() => eraseSome(db, due, some, now.toISOString()))
        onProgress({ stage: due.kind, done: count, total: Math.max(due.count, count) })
        await breathe()
      }
      if (!isWanted()) break
    }
    report.push({ ...due, count })
  }
  return report
}

type Key = string | number

async function* pagesOfDue(
  db: Pick<Database, 'all'>,
  { kind, before, count }: RetentionReport,
): AsyncGenerator<Key[]> {
  const { table, key } = dueOf(kind)
  let after: Key | undefined
  while (count > 0) {
    const rows = await db.all<{ key: Key }>(
      `select ${key} as key from ${table} where ${isDue(kind)}
       ${after === undefined ? '' : `and ${key} > ?`} order by ${key} limit ${A_PAGE}`,
      before,
      ...(after === undefined ? [] : [after]),
    )
    if (rows.length > 0) yield rows.map((row) => row.key)
    if (rows.length < A_PAGE) return
    after = rows.at(-1)!.key
  }
}

function* eraseSome(
  db: Pick<Database, 'engine'>,
  { kind, before }: RetentionReport,
  keys: readonly Key[],
  at: string,
): Work<number> {
  const { table, key, erase } = dueOf(kind)
  const rows = yield* all<{ key: Key }>(
    `select ${key} as key from ${table}
     where ${isDue(kind)} and ${key} in (${keys.map(() => '?').join(', ')})`,
    before,
    ...keys,
  )
  const due = rows.map((row) => row.key)
  if (due.length > 0) yield* erase(db, due, at)
  return due.length
}

/** One parameter: the time before which it is. */
function isDue(kind: RetainedKind): string {
  const { dated, where, heldWhere } = dueOf(kind)
  return `${dated} < ? and (${where})${heldWhere === undefined ? '' : ` and not (${heldWhere})`}`
}

const daysOf = (retention: Retention): [RetainedKind, number][] =>
  retainedKinds.flatMap((kind) => {
    const days = retention[kind]
    return days === undefined ? [] : [[kind, days]]
  })

const beforeOf = (days: number, now: Date): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString()
