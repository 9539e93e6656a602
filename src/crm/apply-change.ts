import type { Json } from '../conversation.ts'
import { Problem } from '../problem.ts'
import type { Change, NewTicket, Reminder } from './change.ts'
import { all, insertAll, one, run, type Work } from './work.ts'

/** Where and when a change is made. */
type Scene = { readonly conversation: string; readonly at: string }

/**
 * Writes one change. What no longer fits the record as it stands now, such as a cancellation of
 * what was shipped meanwhile, is a Problem, and undoes all that was to be recorded with it.
 */
export function* applyChange(change: Change, scene: Scene): Work<void> {
  switch (change.do) {
    case 'open-ticket':
      yield* openTicket(change.ticket, scene)
      break
    case 'cancel-order':
      yield* changeOrder(change.order, "status = 'cancelled'", [])
      break
    case 'change-address':
      yield* changeOrder(change.order, 'address = ?', [change.address])
      break
    case 'request-return':
      yield* requestReturn(change, scene)
      break
    case 'set-reminder':
      yield* setReminder(change.reminder, scene)
      break
    case 'cancel-reminders':
      yield* run(
        `delete from reminders where conversation = ? and name = coalesce(?, name)
           and intent = coalesce(?, intent) and entities = coalesce(?, entities)`,
        scene.conversation,
        change.name ?? null,
        change.intent ?? null,
        change.entities ? entitiesText(change.entities) : null,
      )
      break
    case 'count-failed-proof':
      yield* run('insert into failed_proofs (key, at) values (?, ?)', keyOf(change.key), scene.at)
  }
}

/** Order numbers are typed in many ways; tries at one are counted together. */
export const keyOf = (key: string): string => key.trim().toUpperCase().slice(0, 200)

function* openTicket(ticket: NewTicket, { conversation, at }: Scene): Work<void> {
  yield* mustBeFree('tickets', ticket.number)
  // A customer or an order that the CRM does not know is left out, not refused.
  yield* run(
    `insert into tickets (number, customer, conversation, order_number, category, priority,
       subject, body, status, opened_at)
     values (?, (select id from customers where id = ?), ?,
       (select number from orders where number = ?), ?, ?, ?, ?, 'open', ?)`,
    ticket.number,
    ticket.customer ?? null,
    conversation,
    ticket.order ?? null,
    ticket.category,
    ticket.priority,
    ticket.subject,
    ticket.body,
    at,
  )
}

function* setReminder(reminder: Reminder, { conversation, at }: Scene): Work<void> {
  const { name, intent, entities = {}, outlivesMessages = false } = reminder
  yield* run('delete from reminders where conversation = ? and name = ?', conversation, name)
  yield* run(
    `insert into reminders (conversation, name, intent, entities, at, set_at, outlives_messages)
     values (?, ?, ?, ?, ?, ?, ?)`,
    conversation,
    name,
    intent,
    entitiesText(entities),
    new Date(reminder.at).toISOString(),
    at,
    outlivesMessages ? 1 : 0,
  )
}

/** The same entities in any order are the same text. */
const entitiesText = (entities: Readonly<Record<string, Json>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : 1))))

function* changeOrder(order: string, set: string, values: readonly unknown[]): Work<void> {
  const changed = yield* all(
    `update orders set ${set} where number = ? and status = 'processing' returning number`,
    ...values,
    order,
  )
  if (changed.length > 0) return
  const found = yield* statusOf(order)
  throw new Problem(
    'conflict',
    'OrderMovedOn',
    `Order ${order} is ${found} and can no longer be changed. Look at it again.`,
  )
}

function* requestReturn(
  { number, order, skus, reason, wish }: Change & { do: 'request-return' },
  { conversation, at }: Scene,
): Work<void> {
  const status = yield* statusOf(order)
  const items = yield* all<{ sku: string }>(
    'select sku from order_items where order_number = ?',
    order,
  )
  const returning = yield* all<{ sku: string }>(
    `select i.sku from return_items i join returns r on r.number = i.return_number
     where r.order_number = ? and r.status <> 'refused'`,
    order,
  )
  const wanted = [...new Set(skus)]
  const isSold = wanted.every((sku) => items.some((item) => item.sku === sku))
  const isTwice = returning.some(({ sku }) => wanted.includes(sku))
  if (status !== 'delivered' || wanted.length === 0 || !isSold || isTwice) {
    throw new Problem(
      'conflict',
      'OrderMovedOn',
      `Order ${order} is ${status}, and ${wanted.join(', ') || 'nothing'} of it cannot be returned${isTwice ? ' twice' : ''}. Look at it again.`,
    )
  }
  yield* mustBeFree('returns', number)
  yield* run(
    `insert into returns (number, order_number, conversation, reason, wish, status, asked_at)
     values (?, ?, ?, ?, ?, 'requested', ?)`,
    number,
    order,
    conversation,
    reason,
    wish,
    at,
  )
  yield* insertAll(
    'return_items',
    ['return_number', 'sku'],
    wanted.map((sku) => [number, sku]),
  )
}

function* statusOf(order: string): Work<string> {
  const found = yield* one<{ status: string }>('select status from orders where number = ?', order)
  if (!found) throw new Problem('not-found', 'OrderNotFound', `There is no order ${order}.`)
  return found.status
}

function* mustBeFree(table: 'tickets' | 'returns', number: string): Work<void> {
  const taken = yield* one(`select number from ${table} where number = ?`, number)
  if (!taken) return
  throw new Problem('conflict', 'NumberTaken', `The number ${number} is taken already. Try again.`)
}
