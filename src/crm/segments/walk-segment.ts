import { setImmediate as aMoment } from 'node:timers/promises'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'
import { compileFilter } from './compile-filter.ts'
import type { SegmentField } from './field.ts'
import type { Filter } from './filter.ts'

/** So many customers are looked at between two turns of the event loop: about ten milliseconds. */
const AT_ONCE = 1_000

export type Walk<R extends Row> = {
  readonly members: readonly R[]
  /** How many customers were looked at so far. */
  readonly looked: number
}

/**
 * Those who are in a segment at this moment, a page of customers at a time, in the order of their
 * ids. Turns go on between the pages. `columns` are of the customer `c`.
 */
export async function* walkSegment<R extends Row>(
  db: Pick<Database, 'all'>,
  filter: Filter,
  {
    fields,
    now,
    columns = 'c.id',
  }: {
    readonly fields: Readonly<Record<string, SegmentField>>
    readonly now: Date
    readonly columns?: string
  },
): AsyncGenerator<Walk<R>> {
  const { sql, params } = compileFilter(filter, fields, now)
  let looked = 0
  for (let after = ''; ;) {
    const [page] = await db.all<{ last: string | null; count: number }>(
      `select max(id) as last, count(*) as count
       from (select id from customers where id > ? order by id limit ${AT_ONCE}) page`,
      after,
    )
    if (!page || page.last === null) return
    const members = await db.all<R>(
      `select ${columns} from customers c where c.id > ? and c.id <= ? and (${sql}) order by c.id`,
      after,
      page.last,
      ...params,
    )
    looked += Number(page.count)
    yield { members, looked }
    after = page.last
    await aMoment()
  }
}
