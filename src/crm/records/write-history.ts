import type { Json } from '../../conversation.ts'
import { insertAll, type Work } from '../work.ts'
import type { Actor } from './actor.ts'

export type FieldChange = { readonly field: string; readonly was: Json; readonly became: Json }

/** What is written into the history, in the transaction of the change itself. */
export type Happened = {
  readonly kind: string
  readonly record: string
  /** The record's after the change. */
  readonly version: number
  /** The id of the customer whose record it is. */
  readonly customer: string | null
  readonly by: Actor
  /** ISO 8601, UTC. */
  readonly at: string
} & (
  | { readonly what: 'made' | 'removed' }
  | { readonly what: 'changed'; readonly fields: readonly FieldChange[] }
)

/** A row for each field that changed; one for a record that was made or removed. */
export function* writeHistory(happened: Happened): Work<void> {
  const { kind, record, version, customer, by, at, what } = happened
  const row = [kind, record, version, customer, at, by.kind, by.id, by.name, what]
  const fields =
    what === 'changed'
      ? happened.fields.map(({ field, was, became }) => [
          field,
          JSON.stringify(was),
          JSON.stringify(became),
        ])
      : [[null, null, null]]
  yield* insertAll(
    'record_changes',
    columns,
    fields.map((cells) => [...row, ...cells]),
  )
}

const columns = 'kind record version customer at by_kind by_id by_name what field was became'.split(
  ' ',
)
