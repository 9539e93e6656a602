import type { Json } from '../conversation.ts'
import { Problem } from '../problem.ts'
import { unsubscribeFromAll } from './campaigns/unsubscribe.ts'
import type { Change, NewTicket, Reminder } from './change.ts'
import type { Actor } from './records/actor.ts'
import { writeHistory } from './records/write-history.ts'
import { all, insertAll, one, run, type Work } from './work.ts'

/** Where and when a change is made, and on whose word. */
type Scene = { readonly conversation: string; readonly at: string; readonly by: Actor }

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
      yield* changeOrder(change.order, 'status', 'cancelled', scene)
      break
    case 'change-address':
      yield* changeOrder(change.order, 'address', change.address, scene)
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
    case 'unsubscribe':
      yield* unsubscribeFromAll(change.customer, scene)
      break
    case 'count-failed-proof':
      yield* run('insert into failed_proofs (key, at) values (?, ?)', keyOf(change.key), scene.at)
  }
}

/** Order numbers are typed in many ways; tries at one are counted together. */
export const keyOf = (key: string): string => key.trim().toUpperCase().slice(0, 200)

function* openTicket(ticket: NewTicket, { conversation, at, by }: Scene): Work<void> {
  yield* mustBeFree('tickets', ticket.number)
  // A customer or an order that the CRM does not know is left out, not refused.
  const row = yield* one<{ customer: string | null }>(
    `insert into tickets (number, customer, conversation, order_number, category, priority,
       subject, body, status, opened_at)
     values (?, (select id from customers where id = ?), ?,
       (select number from orders where number = ?), ?, ?, ?, ?, 'open', ?) returning customer`,
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
  const customer = row?.customer ?? null
  const made = { record: ticket.number, version: 1, customer, by, at, what: 'made' } as const
  yield* writeHistory({ kind: 'ticket', ...made })
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

function* changeOrder(
  number: string,
  field: 'status' | 'address',
  became: string,
  { at, by }: Scene,
): Work<void> {
  const order = yield* findOrder(number)
  if (order.status !== 'processing') {
    throw new Problem(
      'conflict',
      'OrderMovedOn',
      `Order ${number} is ${order.status} and can no longer be changed. Look at it again.`,
    )
  }
  const version = order.version + 1
  yield* run(
    `update orders set ${field} = ?, version = ? where number = ?`,
    became,
    version,
    number,
  )
  const changed = { record: number, version, customer: order.customer, by, at } as const
  const fields = [{ field, was: order[field], became }]
  yield* writeHistory({ kind: 'order', ...changed, what: 'changed', fields })
}

function* requestReturn(
  { number, order, skus, reason, wish }: Change & { do: 'request-return' },
  { conversation, at, by }: Scene,
): Work<void> {
  const { status, customer } = yield* findOrder(order)
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
  const made = { record: number, version: 1, customer, by, at, what: 'made' } as const
  yield* writeHistory({ kind: 'return', ...made })
}

type OrderNow = Record<'status' | 'address' | 'customer', string> & { readonly version: number }

function* findOrder(order: string): Work<OrderNow> {
  const found = yield* one<OrderNow>(
    'select status, address, customer, version from orders where number = ?',
    order,
  )
  if (!found) throw new Problem('not-found', 'OrderNotFound', `There is no order ${order}.`)
  return found
}

function* mustBeFree(table: 'tickets' | 'returns', number: string): Work<void> {
  const taken = yield* one(`select number from ${table} where number = ?`, number)
  if (!taken) return
  throw new Problem('conflict', 'NumberTaken', `The number ${number} is taken already. Try again.`)
}
