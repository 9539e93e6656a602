import { randomBytes } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { type Erasure, erasureHash } from '../keeping/erasure-list.ts'
import { refold } from '../keeping/repair-caches.ts'
import { forgetConversation, forgetRecord, rereadMessages } from '../search/forget.ts'
import { removeRecord } from '../search/index-records.ts'
import { recordShapes } from '../records/record-shapes.ts'
import type { RecordKind } from '../search/records.ts'
import { forgetAnswers } from '../access/forget-answers.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forgetInAudit } from '../audit/forget-in-audit.ts'
import { atTheCommandLine, type Actor } from '../records/actor.ts'
import { mustNotBeHeld } from '../retention/legal-hold.ts'
import { all, one, run, type Row, type Work } from '../work.ts'
import { eraseConversation } from './erase-conversation.ts'
import {
  findMentions,
  mentionRows,
  mentions,
  type Mention,
  type MentionRow,
} from './find-mentions.ts'
import { importDeletions, withdrawImports } from './erase-imports.ts'
import { mergedPeople } from './merged-people.ts'
import { findPerson, namesOf, type PersonRecords } from './person.ts'
import { redactJson, redaction, type Redaction } from './redact.ts'

/** What an erasure did; nothing in it tells more of the person than the id that was asked for. */
export type ErasureReceipt = {
  readonly customer: string
  readonly at: string
  /** Rows deleted or blanked, by table. */
  readonly erased: Readonly<Record<string, number>>
  /** Rows of others in which the person's names were blackened, by table. */
  readonly blackened: Readonly<Record<string, number>>
  readonly conversations: number
}

export type Erased = {
  readonly receipt: ErasureReceipt
  /** For the list beside the backups. */
  readonly erasures: readonly Erasure[]
  /** What a search of the files must not find any more. */
  readonly names: readonly string[]
}

export type EraseOptions = {
  /** For the audit log. */
  readonly by?: Actor
  readonly now?: Date
  /** In a restored store: it was erased already, whatever the store of then says of holds. */
  readonly isAgain?: boolean
  readonly onProgress?: (progress: { stage: string; done: number; total: number }) => void
}

/**
 * Erases one customer in one transaction: the record, orders, shipments, returns and tickets are
 * deleted, all their conversations blanked, as well as those of unproven visitors in which their
 * e-mail address or phone stands; in what others wrote their names are blackened. A hash of the ids
 * stays, so that a backup brings nobody back. Problems: 'not-found' `CustomerNotFound`, 'conflict'
 * `LegalHold` when the customer or one of the conversations is to be kept.
 */
export async function eraseCustomer(
  db: Database,
  id: string,
  {
    by = atTheCommandLine,
    now = new Date(),
    isAgain = false,
    onProgress = () => {},
  }: EraseOptions = {},
): Promise<Erased> {
  const person = await findPerson(db, id)
  const merged = await mergedPeople(db, id)
  const names = [...new Set([...(await namesOf(db, person)), ...merged.words])]
  const redact = redaction(names)
  // Before the transaction, which holds up everybody's turns: it looks only at what came since.
  const { found, until } = await findMentions(db, redact, (done, total) =>
    onProgress({ stage: 'searching the log', done, total }),
  )
  onProgress({ stage: 'erasing', done: 0, total: 1 })
  const { receipt, erasures } = await db.write(() =>
    erase({
      db,
      by,
      person,
      merged: merged.ids,
      names,
      redact,
      found,
      until,
      at: now.toISOString(),
      isAgain,
    }),
  )
  return { receipt, erasures, names: names.filter((name) => name !== '') }
}

type Plan = {
  readonly db: Pick<Database, 'engine'>
  readonly by: Actor
  readonly person: PersonRecords
  /** Ids of those who became part of them. */
  readonly merged: readonly string[]
  readonly names: readonly string[]
  readonly redact: Redaction
  readonly found: readonly Mention[]
  readonly until: number
  readonly at: string
  readonly isAgain: boolean
}

function* erase({ db, by, person, merged, names, redact, found, until, at, isAgain }: Plan) {
  const { id } = person.customer
  const exists = yield* one('select id from customers where id = ?', id)
  if (!exists) throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
  const later = yield* all<MentionRow>(mentionRows, until, 1_000_000)
  const mentioned = [...found, ...later.filter((row) => mentions(row, redact))]

  const theirs = yield* conversationsOf(person, mentioned)
  if (!isAgain) {
    yield* mustNotBeHeld('customer', [id, ...merged])
    yield* mustNotBeHeld(
      'conversation',
      theirs.map((conversation) => conversation.id),
    )
  }
  const salt = yield* saltOfList()
  const erasures: Erasure[] = [
    ...[id, ...merged].map((one) => ({
      hash: erasureHash(salt, 'customer', one),
      salt,
      kind: 'customer' as const,
      at,
    })),
    ...theirs.map((conversation) => ({
      hash: erasureHash(salt, 'conversation', conversation.id),
      salt,
      kind: 'conversation' as const,
      at,
    })),
  ]
  const erased: Record<string, number> = { conversations: theirs.length }
  const erase = function* ([table, condition, ...params]: Deletion): Work<void> {
    const shape = recordShapes.find((one) => one.table === table)
    const gone = yield* all<{ ref: string }>(
      `delete from ${table} where ${condition} returning ${shape?.key ?? '1'} as ref`,
      ...params,
    )
    erased[table] = (erased[table] ?? 0) + gone.length
    if (!shape) return
    for (const { ref } of gone) {
      // Not later, by the reader of the index: its words would stand in the files until then.
      if (isSearched(shape.kind)) yield* forgetRecord(db, shape.kind, ref)
      yield* erase(['record_changes', 'kind = ? and record = ?', shape.kind, ref])
    }
  }
  for (const conversation of theirs) yield* forgetConversation(db, conversation.id)
  for (const deletion of deletions(person, theirs)) yield* erase(deletion)
  for (const deletion of importDeletions(person, merged, names)) yield* erase(deletion)
  yield* withdrawImports(at)
  // A colleague's or another customer's ticket stays, without the order.
  yield* run(
    `update tickets set order_number = null
     where order_number in (select number from orders where customer = ?)`,
    id,
  )
  yield* erase(['orders', 'customer = ?', id])
  let blanked = 0
  for (const { key } of theirs) blanked += yield* eraseConversation(key, at)
  erased['events'] = blanked
  yield* erase(['record_changes', 'customer = ?', id])
  yield* erase(['customers', 'id = ?', id])
  yield* run(`delete from legal_holds where kind = 'customer' and id = ?`, id)
  // What they did to records of others stays without them.
  yield* forgetActor('customer', id)
  for (const conversation of theirs) yield* forgetActor('bot', conversation.id)
  for (const erasure of erasures) yield* rememberErasure(erasure)
  yield* forgetInAudit('customer', [id])
  yield* forgetInAudit(
    'conversation',
    theirs.map((conversation) => conversation.id),
  )
  yield* forgetInAudit('order', person.orders)
  yield* forgetInAudit('ticket', person.tickets)
  yield* forgetInAudit('return', person.returns)
  erased['api_answers'] = yield* forgetAnswers(
    redaction([...names, ...theirs.map((conversation) => conversation.id)]),
  )

  const keys = new Set(theirs.map(({ key }) => key))
  const blacken = (table: string, key: string, columns: readonly string[]): Work<number> =>
    blackenTexts(db, { table, key, first: '', columns, blacken: redact })
  const blackened = {
    events: yield* blackenEvents(
      db,
      mentioned.filter(({ conversation }) => !keys.has(conversation)),
      redact,
    ),
    tickets: yield* blacken('tickets', 'number', ['subject', 'body']),
    returns: yield* blacken('returns', 'number', ['reason']),
    notes: yield* blacken('notes', 'id', ['text']),
    tasks: yield* blacken('tasks', 'id', ['title', 'body']),
    opportunities: yield* blacken('opportunities', 'id', ['title', 'reason', 'note']),
    segments: yield* blacken('segments', 'id', ['name', 'filter']),
    campaigns: yield* blacken('campaigns', 'id', ['name', 'message', 'filter']),
    imports: yield* blackenTexts(db, {
      table: 'imports',
      key: 'id',
      first: '',
      columns: ['report'],
      blacken: (text) => redactJson(text, redact),
    }),
    record_changes: yield* blackenTexts(db, {
      table: 'record_changes',
      key: 'id',
      first: 0,
      columns: ['was', 'became'],
      blacken: (text) => redactJson(text, redact),
    }),
  }
  // Of whom, only the hash tells; the list of erasures has its salt.
  const hash = erasureHash(salt, 'customer', id)
  yield* appendAudit({ by, action: 'erased', kind: 'customer', id: hash, detail: erased })
  const receipt = { customer: id, at, erased, blackened, conversations: theirs.length }
  return { receipt, erasures }
}

function forgetActor(kind: Actor['kind'], id: string): Work<void> {
  return run("update record_changes set by_id = '' where by_kind = ? and by_id = ?", kind, id)
}

const isSearched = (kind: string): kind is RecordKind =>
  kind === 'customer' || kind === 'order' || kind === 'ticket'

type Key = { readonly key: number; readonly id: string }

/** Theirs by proof, by a ticket, or, where nobody's identity was proven, by what stands in them. */
function* conversationsOf(person: PersonRecords, mentioned: readonly Mention[]): Work<Key[]> {
  const { id, email, phone } = person.customer
  const found = new Map<number, Key>()
  const keep = (rows: readonly Row[]) => {
    for (const row of rows) found.set(Number(row['key']), row as Key)
  }
  keep(
    yield* all(
      `select key, id from conversations where customer = ?
         or id in (select conversation from tickets where customer = ?)
         or id in (select conversation from returns
           where order_number in (select number from orders where customer = ?))`,
      id,
      id,
      id,
    ),
  )
  const isTheirs = redaction(
    [email, phone, ...person.contacts].filter((word) => word.trim().length >= 5),
  )
  for (const { conversation, position } of mentioned) {
    if (found.has(conversation)) continue
    const [row] = yield* all<Key & { customer: string | null; body: string }>(
      `select c.key, c.id, c.customer, body from events join conversations c on c.key = conversation
       where position = ?`,
      position,
    )
    if (!row) continue
    const event = JSON.parse(row.body) as { kind: string; customer?: string }
    // Proven to be theirs once, whoever it was later.
    const wasTheirs = event.kind === 'identified' && event.customer === id
    if (wasTheirs || (row.customer === null && isTheirs(row.body) !== row.body)) keep([row])
  }
  return [...found.values()]
}

type Deletion = readonly [table: string, condition: string, ...params: readonly unknown[]]

/** In this order because rows name those of later lines. */
function deletions({ customer }: PersonRecords, theirs: readonly Key[]): Deletion[] {
  const { id, email } = customer
  const orders = '(select number from orders where customer = ?)'
  const opportunities = '(select id from opportunities where customer = ?)'
  const returns = `(select number from returns where order_number in ${orders})`
  const inTheirs = pages(theirs.map((conversation) => conversation.id)).map(
    (ids) => [`conversation in (${ids.map(() => '?').join(', ')})`, ids] as const,
  )
  return [
    ...withTicket(`customer = ? or (customer is null and order_number in ${orders})`, id, id),
    ...inTheirs.flatMap(([condition, ids]) =>
      withTicket(`customer is null and ${condition}`, ...ids),
    ),
    ['tasks', 'customer = ?', id],
    ...inTheirs.flatMap(([condition, ids]): Deletion[] => [
      ['tasks', condition, ...ids],
      ['reminders', condition, ...ids],
    ]),
    ['campaign_recipients', 'customer = ?', id],
    ['opportunity_stays', `opportunity in ${opportunities}`, id],
    ['opportunities', 'customer = ?', id],
    ['notes', "customer = ? or (kind = 'customer' and record = ?)", id, id],
    ['attributes', "kind = 'customer' and record = ?", id],
    ['consents', 'customer = ?', id],
    ['contacts', 'customer = ?', id],
    ['addresses', 'customer = ?', id],
    ['invoices', `customer = ? or order_number in ${orders}`, id, id],
    ['return_items', `return_number in ${returns}`, id],
    ['returns', `order_number in ${orders}`, id],
    ['shipments', `order_number in ${orders}`, id],
    ['order_items', `order_number in ${orders}`, id],
    [
      'failed_proofs',
      `key in (select 'ORDER ' || upper(number) from orders where customer = ?)`,
      id,
    ],
    ['failed_proofs', 'key = ?', `EMAIL ${email.trim()}`.toUpperCase()],
  ]
}

/** Tickets, with what hangs on them. */
function withTicket(condition: string, ...params: readonly unknown[]): Deletion[] {
  const these = `(select number from tickets where ${condition})`
  return [
    ['tasks', `ticket in ${these}`, ...params],
    ['notes', `kind = 'ticket' and record in ${these}`, ...params],
    ['tickets', condition, ...params],
  ]
}

function pages(values: readonly string[]): (readonly string[])[] {
  const some: (readonly string[])[] = []
  for (let from = 0; from < values.length; from += 200) some.push(values.slice(from, from + 200))
  return some
}

function* blackenEvents(
  db: Pick<Database, 'engine'>,
  mentioned: readonly Mention[],
  redact: Redaction,
): Work<number> {
  const touched = new Set<number>()
  const blackened: number[] = []
  let count = 0
  for (const { position, conversation } of mentioned) {
    const row = yield* one<{ body: string }>('select body from events where position = ?', position)
    if (!row) continue
    const body = redactJson(row.body, redact)
    if (body === row.body) continue
    yield* run('update events set body = ? where position = ?', body, position)
    touched.add(conversation)
    blackened.push(position)
    count++
  }
  for (const key of touched) yield* refold(key)
  yield* rereadMessages(db, blackened)
  return count
}

/** `key` orders the rows and is above `first` in all of them. */
function* blackenTexts(
  db: Pick<Database, 'engine'>,
  { table, key, first, columns, blacken }: Texts,
): Work<number> {
  let count = 0
  for (let last: unknown = first; ;) {
    const rows = yield* all(
      `select ${key}, ${columns.join(', ')} from ${table} where ${key} > ? order by ${key} limit 500`,
      last,
    )
    for (const row of rows) {
      const texts = columns.map((column) => row[column] as string | null)
      const blackened = texts.map((text) => text && blacken(text))
      if (blackened.every((text, i) => text === texts[i])) continue
      yield* run(
        `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where ${key} = ?`,
        ...blackened,
        row[key],
      )
      // Put in again as it is now, by the reader of the index.
      if (table === 'tickets') yield* removeRecord(db, 'ticket', String(row[key]), true)
      count++
    }
    last = rows.at(-1)?.[key] ?? last
    if (rows.length < 500) return count
  }
}

type Texts = {
  readonly table: string
  readonly key: string
  readonly first: unknown
  readonly columns: readonly string[]
  readonly blacken: Redaction
}

/** One for the whole list, so that a look-up costs one hash. */
function* saltOfList(): Work<string> {
  const known = yield* one<{ salt: string }>('select salt from erasures order by at limit 1')
  return known?.salt ?? randomBytes(16).toString('hex')
}

export function* rememberErasure({ hash, salt, kind, at }: Erasure): Work<void> {
  yield* run(
    `insert into erasures (hash, salt, kind, at) values (?, ?, ?, ?)
     on conflict (hash) do nothing`,
    hash,
    salt,
    kind,
    at,
  )
}
