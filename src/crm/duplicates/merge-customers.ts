import { randomBytes } from 'node:crypto'
import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { emailKey } from '../customers.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { existingRecords, type Existing } from '../records/existing-records.ts'
import { textOf } from '../records/text-of.ts'
import { writeHistory } from '../records/write-history.ts'
import { one, run, type Work } from '../work.ts'
import { mergeExtras } from './merge-extras.ts'
import { moveToCustomer } from './move-to-customer.ts'

export type Merge = {
  /** The customer who stays, and the one who becomes part of them. */
  readonly keep: string
  readonly gone: string
  /** The fields that are taken from the one who goes; all others stay as they are. */
  readonly take: readonly string[]
  readonly by: Actor
  readonly at: string
  /** The versions that were looked at. */
  readonly expected?: { readonly keep: number; readonly gone: number }
}

/**
 * Makes two customers one, which only a person does: orders, tickets, conversations and all else go
 * over to the one who stays, the other's record is kept aside for `undoMerge`. Returns the merge's id.
 * Problems: 'not-found' `CustomerNotFound`; 'conflict' `RecordChanged`; 'invalid' `UnknownField`.
 */
export function* mergeCustomers(merge: Merge): Work<string> {
  const { keep, gone, take, by, at, expected } = merge
  if (keep === gone) {
    throw new Problem('invalid', 'SameCustomer', 'A customer cannot be merged with themselves.')
  }
  const both = yield* existingRecords(customerShape, [keep, gone])
  const kept = mustExist(both, keep, expected?.keep)
  const going = mustExist(both, gone, expected?.gone)
  const id = `M-${randomBytes(6).toString('hex')}`
  const set: Record<string, Json> = {}
  for (const field of take) {
    set[field] = going.record[field] ?? null
    // How it is known to be theirs goes with it.
    for (const proof of [`${field}Verified`, `${field}OnFile`]) {
      if (proof in going.record) set[proof] = going.record[proof] ?? false
    }
  }
  const record = { ...kept.record, ...set }
  const { fields } = yield* changeRecord(customerShape, keep, {
    by,
    at,
    set,
    also: [{ field: 'merged', was: null, became: gone }],
    columns: { email_key: emailKey(textOf(record['email'])) },
  })
  const extras = yield* mergeExtras(
    gone,
    keep,
    [sideOf(kept), sideOf(going)],
    sideOf({ version: 0, record }),
    by,
    at,
  )
  const moved = yield* moveToCustomer(gone, keep, by, at)
  yield* removeGone(gone, keep, going.version, by, at)
  yield* run(
    `insert into merges (id, kept, gone, record, fields, moved, extras, by_kind, by_id, by_name, at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    keep,
    gone,
    JSON.stringify(going.record),
    JSON.stringify(fields.filter(({ field }) => field !== 'merged')),
    JSON.stringify(moved),
    JSON.stringify(extras),
    by.kind,
    by.id,
    by.name,
    at,
  )
  yield* run(
    `update duplicates set status = 'merged', decided_at = ?, decided_by = ? where a = ? and b = ?`,
    at,
    by.id,
    keep < gone ? keep : gone,
    keep < gone ? gone : keep,
  )
  // Found anew, of the one who stays.
  yield* run(`delete from duplicates where status = 'open' and (a = ? or b = ?)`, gone, gone)
  return id
}

const sideOf = ({ record }: Existing) => ({
  email: textOf(record['email']),
  phone: textOf(record['phone']),
  emailVerified: record['emailVerified'] === true,
  emailOnFile: record['emailOnFile'] === true,
  phoneVerified: record['phoneVerified'] === true,
})

function mustExist(found: ReadonlyMap<string, Existing>, id: string, expected?: number): Existing {
  const customer = found.get(id)
  if (!customer) throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
  if (expected !== undefined && customer.version !== expected) {
    throw new Problem(
      'conflict',
      'RecordChanged',
      `Customer ${id} was changed meanwhile. Look at both once more.`,
    )
  }
  return customer
}

function* removeGone(
  gone: string,
  keep: string,
  version: number,
  by: Actor,
  at: string,
): Work<void> {
  yield* run('delete from customers where id = ?', gone)
  const happened = { kind: 'customer', record: gone, customer: gone, by, at } as const
  yield* writeHistory({
    ...happened,
    version: version + 1,
    what: 'changed',
    fields: [{ field: 'mergedInto', was: null, became: keep }],
  })
  yield* writeHistory({ ...happened, version: version + 2, what: 'removed' })
}

/** Whom a customer was made part of, however often; null for who was not. */
export function* mergedInto(id: string): Work<string | null> {
  let last: string | null = null
  for (let next = id; ;) {
    const row: { kept: string } | null = yield* one<{ kept: string }>(
      'select kept from merges where gone = ? and undone_at is null',
      next,
    )
    if (!row) return last
    last = next = row.kept
  }
}
