import { randomUUID } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { checkFields } from '../records/check-fields.ts'
import { writeHistory } from '../records/write-history.ts'
import { one, run, type Work } from '../work.ts'
import { segmentFields } from './fields.ts'
import type { Filter } from './filter.ts'
import { readFilter } from './read-filter.ts'
import { segmentShape } from './segment-shape.ts'

export type Segment = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly filter: Filter
  readonly madeAt: string
  /** The name of who made it. */
  readonly madeBy: string
}

type Scene = { readonly by: Actor; readonly at: string }

type Row = Omit<Segment, 'filter'> & { readonly filter: string }

export async function findSegment(db: Pick<Database, 'all'>, id: string): Promise<Segment | null> {
  const [row] = await db.all<Row>(`${select} where id = ?`, id)
  return row ? segmentOf(row) : null
}

/** By name, those after a name and id. */
export async function listSegments(
  db: Pick<Database, 'all'>,
  { after, limit = 50 }: { after?: string | undefined; limit?: number } = {},
): Promise<Segment[]> {
  const rows = await db.all<Row>(
    `${select} ${after === undefined ? '' : 'where (name, id) > (select name, id from segments where id = ?)'}
     order by name, id limit ?`,
    ...(after === undefined ? [] : [after]),
    limit,
  )
  return rows.map(segmentOf)
}

/** Problems 'invalid' `BadFilter`, `BadField`. */
export function* createSegment(
  { name, filter }: { readonly name: string; readonly filter: unknown },
  { by, at }: Scene,
): Work<string> {
  const text = JSON.stringify(readFilter(filter, segmentFields))
  const fields = checkFields(segmentShape, { name, filter: text })
  const id = randomUUID()
  yield* run(
    'insert into segments (id, name, filter, made_at, made_by) values (?, ?, ?, ?, ?)',
    id,
    fields['name'],
    text,
    at,
    by.name,
  )
  const made = { record: id, version: 1, customer: null, by, at, what: 'made' } as const
  yield* writeHistory({ kind: 'segment', ...made })
  return id
}

/** Campaigns that have begun keep whom they found then. Problems as of `changeRecord`, `BadFilter`. */
export function changeSegment(
  id: string,
  { name, filter }: { readonly name?: string | undefined; readonly filter?: unknown },
  { by, at, expected }: Scene & { readonly expected?: number },
): Work<Changed> {
  return changeRecord(segmentShape, id, {
    by,
    at,
    ...(expected !== undefined && { expected }),
    set: {
      ...(name !== undefined && { name }),
      ...(filter !== undefined && {
        filter: JSON.stringify(readFilter(filter, segmentFields)),
      }),
    },
  })
}

/** Problem 'conflict' `SegmentInUse` when a campaign is of it. */
export function* removeSegment(id: string, { by, at }: Scene): Work<void> {
  const used = yield* one<{ name: string }>(
    'select name from campaigns where segment = ? limit 1',
    id,
  )
  if (used) {
    throw new Problem(
      'conflict',
      'SegmentInUse',
      `The campaign "${used.name}" is of this segment. Remove that first, or give it another.`,
    )
  }
  const segment = yield* one<{ version: number }>('select version from segments where id = ?', id)
  if (!segment) throw new Problem('not-found', 'SegmentNotFound', `There is no segment ${id}.`)
  yield* run('delete from segments where id = ?', id)
  const version = segment.version + 1
  const removed = { record: id, version, customer: null, by, at, what: 'removed' } as const
  yield* writeHistory({ kind: 'segment', ...removed })
}

const segmentOf = ({ filter, ...row }: Row): Segment => ({
  ...row,
  filter: JSON.parse(filter) as Filter,
})

const select =
  'select id, version, name, filter, made_at as "madeAt", made_by as "madeBy" from segments'
