import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { emailKey } from '../customers.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { existingRecords } from '../records/existing-records.ts'
import { textOf } from '../records/text-of.ts'
import { writeHistory, type FieldChange } from '../records/write-history.ts'
import { insertAll, one, run, type Work } from '../work.ts'
import { unmergeExtras, type Extras } from './merge-extras.ts'
import { moveToCustomer, type Moved } from './move-to-customer.ts'

export type Unmerged = {
  readonly kept: string
  readonly back: string
  /** Fields that were changed since the merge, and stay so. */
  readonly left: readonly string[]
}

/**
 * Takes a merge back: the other customer's record is as it was, and has again what went over and is
 * still there; the one who stayed has their own fields back, but for those that were changed since.
 * Problems: 'not-found' `MergeNotFound`; 'conflict' `MergeUndone`, `LaterMerge`, `RecordExists`.
 */
export function* undoMerge(id: string, by: Actor, at: string): Work<Unmerged> {
  const merge = yield* one<MergeRow>(
    'select kept, gone, record, fields, moved, extras, undone_at from merges where id = ?',
    id,
  )
  if (!merge) throw new Problem('not-found', 'MergeNotFound', `There is no merge ${id}.`)
  const { kept, gone, undone_at: undoneAt } = merge
  if (undoneAt !== null) throw new Problem('conflict', 'MergeUndone', 'It was taken back already.')
  const later = yield* one<{ id: string }>(
    'select id from merges where gone = ? and undone_at is null',
    kept,
  )
  if (later) {
    throw new Problem(
      'conflict',
      'LaterMerge',
      `Take back merge ${later.id} first, which came later.`,
    )
  }
  const now = yield* existingRecords(customerShape, [kept, gone])
  if (now.has(gone)) {
    throw new Problem('conflict', 'RecordExists', `There is another customer ${gone} by now.`)
  }
  const record = JSON.parse(merge.record) as Record<string, Json>
  yield* bringBack(gone, record, kept, by, at)
  yield* unmergeExtras(gone, kept, JSON.parse(merge.extras) as Extras)
  yield* moveToCustomer(kept, gone, by, at, JSON.parse(merge.moved) as Moved)
  const current = now.get(kept)?.record ?? {}
  const fields = JSON.parse(merge.fields) as FieldChange[]
  const untouched = fields.filter(
    ({ field, became }) => JSON.stringify(current[field]) === JSON.stringify(became),
  )
  const set = Object.fromEntries(untouched.map(({ field, was }) => [field, was]))
  yield* changeRecord(customerShape, kept, {
    by,
    at,
    set,
    also: [{ field: 'merged', was: gone, became: null }],
    columns: { email_key: emailKey(textOf({ ...current, ...set }['email'])) },
  })
  yield* run('update merges set undone_at = ? where id = ?', at, id)
  yield* run(
    `update duplicates set status = 'open' where a = ? and b = ?`,
    kept < gone ? kept : gone,
    kept < gone ? gone : kept,
  )
  const left = fields.filter((field) => !untouched.includes(field)).map(({ field }) => field)
  return { kept, back: gone, left }
}

type MergeRow = {
  readonly kept: string
  readonly gone: string
  readonly record: string
  readonly fields: string
  readonly moved: string
  readonly extras: string
  readonly undone_at: string | null
}

const cellOf = (value: Json | undefined) => (typeof value === 'boolean' ? Number(value) : value)

function* bringBack(
  id: string,
  record: Readonly<Record<string, Json>>,
  kept: string,
  by: Actor,
  at: string,
): Work<void> {
  const last = yield* one<{ version: number }>(
    `select max(version) as version from record_changes where kind = 'customer' and record = ?`,
    id,
  )
  const version = Number(last?.version ?? 0) + 1
  const names = Object.keys(customerShape.fields).filter((name) => name in record)
  yield* insertAll(
    'customers',
    ['id', 'version', 'email_key', ...names.map((name) => customerShape.fields[name]!.column)],
    [
      [
        id,
        version,
        emailKey(textOf(record['email'])),
        ...names.map((name) => cellOf(record[name])),
      ],
    ],
  )
  yield* writeHistory({
    kind: 'customer',
    record: id,
    version,
    customer: id,
    by,
    at,
    what: 'changed',
    fields: [{ field: 'mergedInto', was: kept, became: null }],
  })
}
