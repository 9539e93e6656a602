import type { Database } from '../database.ts'
import type { SegmentField } from './field.ts'
import { segmentFields } from './fields.ts'
import type { Filter } from './filter.ts'
import { walkSegment } from './walk-segment.ts'

export type SegmentCount = {
  readonly count: number
  /** All customers there are. */
  readonly of: number
  /** The first of them by id. */
  readonly some: readonly Member[]
}

export type Member = { readonly id: string; readonly name: string; readonly language: string }

/** How many are in a segment now, and some of them. */
export async function countSegment(
  db: Pick<Database, 'all'>,
  filter: Filter,
  {
    fields = segmentFields,
    now = new Date(),
    most = 20,
  }: {
    readonly fields?: Readonly<Record<string, SegmentField>>
    readonly now?: Date
    readonly most?: number
  } = {},
): Promise<SegmentCount> {
  const some: Member[] = []
  let count = 0
  let of = 0
  const columns = 'c.id, c.name, c.language'
  for await (const { members, looked } of walkSegment<Member>(db, filter, {
    fields,
    now,
    columns,
  })) {
    some.push(...members.slice(0, most - some.length))
    count += members.length
    of = looked
  }
  return { count, of, some }
}
