import type { Asker } from '../access/asker.ts'
import type { Condition } from '../access/rules.ts'
import type { Database } from '../database.ts'
import type { Wanted } from './expand.ts'
import { messageText, type Speaker } from './message-text.ts'
import type { Kind } from './query-fields.ts'
import { findRecords, type Found, type RecordKind } from './records.ts'
import type { Scope } from './scope.ts'
import { visibleTo } from './visible-to.ts'
import { marks, windowOf } from './window.ts'

/** Something that matches, before it is ranked. */
export type Candidate = Omit<Found, 'also'> & {
  readonly kind: Kind
  readonly id: number
  /** Of messages: the event's number in its conversation, and who said it. */
  readonly seq: number | null
  readonly by: Speaker | null
}

export type Candidates = {
  readonly found: readonly Candidate[]
  /** The highest and the lowest number looked at; null when there was none. */
  readonly top: number | null
  readonly low: number | null
  readonly hasMore: boolean
}

/** The newest matches of a kind below a number that fit the scope and may be seen. */
export async function candidatesOf(
  db: Database,
  asker: Asker,
  kind: Kind,
  wanted: readonly Wanted[],
  scope: Scope,
  below: number,
): Promise<Candidates> {
  const window = windowOf(db, kind, wanted, scope, below, asker.sees !== 'all')
  const rows = await (kind === 'message'
    ? messages(db, asker, window, scope)
    : records(db, asker, kind, window, scope))
  return {
    found: rows.found,
    top: rows.ids[0] ?? null,
    low: rows.ids.at(-1) ?? null,
    hasMore: rows.ids.length === window.most,
  }
}

type Rows = { readonly ids: readonly number[]; readonly found: readonly Candidate[] }
type Window = ReturnType<typeof windowOf>

type MessageRow = {
  readonly id: number
  readonly seq: number
  readonly at: string
  readonly body: string | null
  readonly conversation: string
  readonly status: string
  readonly customer: string | null
  readonly name: string | null
}

async function messages(db: Database, asker: Asker, window: Window, scope: Scope): Promise<Rows> {
  const fits = fitsScope(scope, 'c.status', 'e.at', visibleTo(asker, 'message', 'c'))
  const rows = await db.all<MessageRow>(
    `select e.position as id, e.seq, e.at, case when ${fits.sql} then e.body end as body,
       c.id as conversation, c.status, c.customer, p.name
     from (${window.sql}) f join events e on e.position = f.id
       join conversations c on c.key = e.conversation left join customers p on p.id = c.customer
     order by e.position desc`,
    ...fits.params,
    ...window.params,
  )
  const found: Candidate[] = []
  for (const { id, seq, at, body, conversation, status, customer, name } of rows) {
    const message = body === null ? null : messageText(body)
    if (!message) continue
    found.push({
      kind: 'message',
      id,
      ref: `${conversation}/${seq}`,
      title: '',
      text: message.text,
      at,
      status,
      customer: customer === null ? null : { id: customer, name: name ?? customer },
      conversation,
      seq,
      by: message.by,
    })
  }
  return { ids: rows.map(({ id }) => id), found }
}

type EntryRow = { readonly id: number; readonly ref: string; readonly fits: number }

async function records(
  db: Database,
  asker: Asker,
  kind: RecordKind,
  window: Window,
  scope: Scope,
): Promise<Rows> {
  const source = sources[kind]
  const fits = fitsScope(scope, source.status, 'n.at', visibleTo(asker, kind, source.row))
  const rows = await db.all<EntryRow>(
    `select n.id, n.ref, case when ${fits.sql} then 1 else 0 end as fits
     from (${window.sql}) f join search_entries n on n.id = f.id ${source.join}
     order by n.id desc`,
    ...fits.params,
    ...window.params,
  )
  const refs = rows.flatMap(({ ref, fits }) => (fits ? [ref] : []))
  const ids = new Map(rows.map(({ id, ref }) => [ref, id]))
  const found = (await findRecords(db, kind, refs)).map((record) => ({
    ...record,
    kind,
    id: ids.get(record.ref) ?? 0,
    seq: null,
    by: null,
  }))
  return { ids: rows.map(({ id }) => id), found }
}

/** A customer has no status, and so is not found by one. */
const sources: Readonly<
  Record<RecordKind, { readonly row: string; readonly join: string; readonly status: string }>
> = {
  customer: { row: 'p', join: 'join customers p on p.id = n.ref', status: "''" },
  order: { row: 'o', join: 'join orders o on o.number = n.ref', status: 'o.status' },
  ticket: { row: 't', join: 'join tickets t on t.number = n.ref', status: 't.status' },
}

function fitsScope(
  { statuses, from, until }: Scope,
  status: string,
  at: string,
  seen: Condition,
): Condition {
  const conditions = [seen.sql]
  const params = [...seen.params]
  if (statuses) {
    conditions.push(`${status} in (${marks(statuses)})`)
    params.push(...statuses)
  }
  if (from !== null) {
    conditions.push(`${at} >= ?`)
    params.push(from)
  }
  if (until !== null) {
    conditions.push(`${at} < ?`)
    params.push(until)
  }
  return { sql: conditions.join(' and '), params }
}
