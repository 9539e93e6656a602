import type { Customer } from '../customers.ts'
import type { Database, Row } from '../database.ts'
import { invoicesOf, type Invoice } from '../invoices.ts'
import { addressesOf, type Address } from '../people/addresses.ts'
import { contactsOf, type Contact } from '../people/contacts.ts'
import { returnsOf, type Return } from '../returns.ts'
import { ticketsOf, type Ticket } from '../tickets.ts'
import { conversationsOf, type PersonConversation } from './export-conversations.ts'
import { findPerson } from './person.ts'

/** Everything that is kept about one customer, and nothing about others. */
export type PersonExport = {
  readonly format: 'parley-person-1'
  readonly exportedAt: string
  readonly customer: Customer
  readonly orders: readonly Row[]
  readonly returns: readonly Return[]
  readonly tickets: readonly Ticket[]
  readonly invoices: readonly Invoice[]
  readonly contacts: readonly Contact[]
  readonly addresses: readonly Address[]
  /** Fields of the team's own. */
  readonly attributes: readonly Row[]
  readonly consents: readonly Row[]
  /** What was worked out about them, as it is and how it moved. */
  readonly scores: readonly Row[]
  readonly scoreChanges: readonly Row[]
  readonly notes: readonly Row[]
  readonly tasks: readonly Row[]
  readonly failedProofs: readonly Row[]
  /** What the bot is still to come back to of its own accord. */
  readonly reminders: readonly Row[]
  /** Why they, or one of their conversations, are kept whoever asks for their erasure. */
  readonly holds: readonly Row[]
  /** What was changed in their records, the oldest first; of colleagues only that it was one. */
  readonly changes: readonly Row[]
  /** What somebody hopes to sell them. */
  readonly opportunities: readonly Row[]
  /** What was sent to them, and what is known to have come of it. */
  readonly campaigns: readonly Row[]
  /** From which files their records came. */
  readonly imports: readonly Row[]
  /** Records that became part of theirs, as they were. */
  readonly merges: readonly Row[]
  readonly conversations: readonly PersonConversation[]
}

const MOST = 1_000_000

/** Problem 'not-found' `CustomerNotFound`. */
export async function exportPerson(
  db: Database,
  id: string,
  now = new Date(),
): Promise<PersonExport> {
  const { customer } = await findPerson(db, id)
  const orders = await db.all(
    `select number, placed_at as "placedAt", status, currency, total_cents as "totalCents", address
     from orders where customer = ? order by placed_at, number`,
    id,
  )
  return {
    format: 'parley-person-1',
    exportedAt: now.toISOString(),
    customer,
    orders: await Promise.all(orders.map((order) => withLines(db, order))),
    returns: await returnsOf(db, id),
    tickets: await ticketsOf(db, id, MOST),
    invoices: await invoicesOf(db, id, MOST),
    contacts: await contactsOf(db, id),
    addresses: await addressesOf(db, id),
    attributes: await db.all(
      `select name, text, number from attributes where kind = 'customer' and record = ?
       order by name`,
      id,
    ),
    consents: await db.all(
      `select purpose, given, text_version as "textVersion", how, at, by_kind as "by"
       from consents where customer = ? order by id`,
      id,
    ),
    scores: await db.all('select name, value, at from scores where customer = ? order by name', id),
    scoreChanges: await db.all(
      'select name, was, became, at from score_changes where customer = ? order by at, id',
      id,
    ),
    notes: await db.all(
      'select kind, record, text, at from notes where customer = ? order by at, id',
      id,
    ),
    tasks: await db.all(
      `select id, title, body, status, due_at as "dueAt", remind_at as "remindAt",
         done_at as "doneAt", ticket, conversation, made_at as "madeAt"
       from tasks where customer = ?
         or ticket in (select number from tickets where customer = ?)
         or conversation in (select id from conversations where customer = ?)
       order by made_at, id`,
      id,
      id,
      id,
    ),
    failedProofs: await db.all(
      `select key, at from failed_proofs where key = ?
         or key in (select 'ORDER ' || upper(number) from orders where customer = ?) order by at`,
      `EMAIL ${customer.email.trim()}`.toUpperCase(),
      id,
    ),
    holds: await db.all(
      `select kind, id, reason, since from legal_holds
       where (kind = 'customer' and id = ?)
         or (kind = 'conversation' and id in (select id from conversations where customer = ?))
       order by since, kind, id`,
      id,
      id,
    ),
    reminders: await db.all(
      `select r.conversation, r.name, r.intent, r.entities, r.at, r.set_at as "setAt"
       from reminders r join conversations c on c.id = r.conversation
       where c.customer = ? order by r.at`,
      id,
    ),
    changes: await db.all(
      `select kind, record, version, at, by_kind as "by", what, field, was, became
       from record_changes where customer = ? order by at, id`,
      id,
    ),
    opportunities: await db.all(
      `select id, title, stage, amount_cents as "amountCents", currency, probability,
         expected_close as "expectedClose", reason, note, opened_at as "openedAt",
         closed_at as "closedAt"
       from opportunities where customer = ? order by opened_at, id`,
      id,
    ),
    campaigns: await db.all(
      `select c.name, c.channel, r.part, r.state, r.reason, r.language, r.at,
         r.opened_at as "openedAt", r.clicked_at as "clickedAt", r.answered_at as "answeredAt",
         r.bought_at as "boughtAt", r.left_at as "leftAt"
       from campaign_recipients r join campaigns c on c.id = r.campaign
       where r.customer = ? order by c.made_at, r.id`,
      id,
    ),
    imports: await db.all(
      `select r.kind, r.record, r.what, r.line, r.was, i.at, i.file_name as "file"
       from import_records r join imports i on i.id = r.import
       where (r.kind = 'customer' and r.record = ?)
         or (r.kind = 'order' and r.record in (select number from orders where customer = ?))
         or (r.kind = 'ticket' and r.record in (select number from tickets where customer = ?))
       order by i.at, r.line`,
      id,
      id,
      id,
    ),
    merges: await db.all(
      `select gone, record, at, undone_at as "undoneAt" from merges where kept = ? order by at`,
      id,
    ),
    conversations: await conversationsOf(db, id),
  }
}

async function withLines(db: Database, order: Row): Promise<Row> {
  return {
    ...order,
    items: await db.all(
      `select line, sku, name, name_zh as "nameZh", quantity, price_cents as "priceCents"
       from order_items where order_number = ? order by line`,
      order['number'],
    ),
    shipments: await db.all(
      `select line, carrier, tracking, status, shipped_at as "shippedAt",
         expected_at as "expectedAt", delivered_at as "deliveredAt"
       from shipments where order_number = ? order by line`,
      order['number'],
    ),
  }
}
