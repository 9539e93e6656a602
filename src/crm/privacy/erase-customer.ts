import { Problem } from '../../problem.ts'
import { forgetAnswers } from '../access/forget-answers.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { forgetInAudit } from '../audit/forget-in-audit.ts'
import { eraseRecipients } from '../campaigns/erase-recipients.ts'
import type { Database } from '../database.ts'
import { eraseMerges } from '../duplicates/erase-merges.ts'
import { eraseOrders } from '../erase-orders.ts'
import { eraseImports } from '../import/erase-imports.ts'
import { type Erasure, erasureHash } from '../keeping/erasure-list.ts'
import { eraseContacts } from '../people/erase-contacts.ts'
import { atTheCommandLine, type Actor } from '../records/actor.ts'
import { mustNotBeHeld } from '../retention/legal-hold.ts'
import { eraseOpportunities } from '../sales/erase-opportunities.ts'
import { forgetConversation } from '../search/forget.ts'
import { eraseTickets } from '../service/erase-tickets.ts'
import { all, one, run, type Work } from '../work.ts'
import { blacken } from './blacken.ts'
import { eraseConversation } from './erase-conversation.ts'
import { rowEraser } from './erase-rows.ts'
import {
  findMentions,
  mentionRows,
  mentions,
  type Mention,
  type MentionRow,
} from './find-mentions.ts'
import type { Leaving } from './leaving.ts'
import { mergedPeople } from './merged-people.ts'
import { findPerson, namesOf, type PersonRecords } from './person.ts'
import { redaction, type Redaction } from './redact.ts'
import { erasuresOf, rememberErasure, saltOfList } from './remember-erasure.ts'
import { theirConversations } from './their-conversations.ts'

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

  const conversations = yield* theirConversations(person, mentioned)
  const chats = conversations.map((conversation) => conversation.id)
  const leaving: Leaving = { person, ids: [id, ...merged], conversations, names, at }
  if (!isAgain) {
    yield* mustNotBeHeld('customer', leaving.ids)
    yield* mustNotBeHeld('conversation', chats)
  }
  const salt = yield* saltOfList()
  const erasures = [
    ...erasuresOf(salt, 'customer', leaving.ids, at),
    ...erasuresOf(salt, 'conversation', chats, at),
  ]

  // In this order because rows name those of later lines.
  const erased: Record<string, number> = { conversations: chats.length }
  const eraseRows = rowEraser(db, erased)
  for (const chat of chats) yield* forgetConversation(db, chat)
  yield* eraseTickets(leaving, eraseRows)
  yield* eraseRecipients(leaving, eraseRows)
  yield* eraseOpportunities(leaving, eraseRows)
  yield* eraseContacts(leaving, eraseRows)
  yield* eraseImports(leaving, eraseRows)
  yield* eraseMerges(leaving, eraseRows)
  yield* eraseOrders(leaving, eraseRows)
  for (const chat of chats) yield* eraseRows('reminders', 'conversation = ?', chat)
  erased['events'] = 0
  for (const { key } of conversations) erased['events'] += yield* eraseConversation(key, at)
  yield* eraseRows('record_changes', 'customer = ?', id)
  yield* eraseRows('customers', 'id = ?', id)
  yield* run(`delete from legal_holds where kind = 'customer' and id = ?`, id)

  // What they did to records of others stays without them.
  yield* forgetActor('customer', id)
  for (const chat of chats) yield* forgetActor('bot', chat)
  for (const erasure of erasures) yield* rememberErasure(erasure)
  yield* forgetInAudit('customer', [id])
  yield* forgetInAudit('conversation', chats)
  yield* forgetInAudit('order', person.orders)
  yield* forgetInAudit('ticket', person.tickets)
  yield* forgetInAudit('return', person.returns)
  erased['api_answers'] = yield* forgetAnswers(redaction([...names, ...chats]))
  const keys = new Set(conversations.map(({ key }) => key))
  const ofOthers = mentioned.filter(({ conversation }) => !keys.has(conversation))
  const blackened = yield* blacken(db, ofOthers, redact)

  // Of whom, only the hash tells; the list of erasures has its salt.
  const hash = erasureHash(salt, 'customer', id)
  yield* appendAudit({ by, action: 'erased', kind: 'customer', id: hash, detail: erased })
  const receipt = { customer: id, at, erased, blackened, conversations: chats.length }
  return { receipt, erasures }
}

function forgetActor(kind: Actor['kind'], id: string): Work<void> {
  return run("update record_changes set by_id = '' where by_kind = ? and by_id = ?", kind, id)
}
