import type { Event } from '../conversation.ts'
import type { Database } from './database.ts'

/** What happened with one customer, each list oldest first; times in milliseconds. */
export type CustomerHistory = {
  readonly customer: string
  /** Orders that stood; cancelled and returned ones are none. `spent` in their main unit. */
  readonly orders: readonly { readonly at: number; readonly spent: number }[]
  readonly tickets: readonly { readonly openedAt: number; readonly closedAt: number | null }[]
  /** How the customer's messages felt, −1 to 1. */
  readonly feelings: readonly { readonly at: number; readonly sentiment: number }[]
}

/** So many are read at a time: a store that reads on our own thread must not hold it for long. */
const PAGE = 100

/** The history of each customer who ever ordered, in pages, so that others get their turn between. */
export async function* customerHistories(db: Database): AsyncGenerator<CustomerHistory[]> {
  for (let after = ''; ;) {
    const rows = await db.all<{ customer: string }>(
      'select distinct customer from orders where customer > ? order by customer limit ?',
      after,
      PAGE,
    )
    const last = rows.at(-1)
    if (!last) return
    yield await historiesOf(
      db,
      rows.map(({ customer }) => customer),
    )
    after = last.customer
  }
}

async function historiesOf(db: Database, customers: readonly string[]): Promise<CustomerHistory[]> {
  const these = `(${customers.map(() => '?').join(', ')})`
  const [orders, tickets, messages] = await Promise.all([
    db.all<{ customer: string; at: string; cents: unknown; currency: string }>(
      `select customer, placed_at as at, total_cents as cents, currency from orders
       where customer in ${these} and status not in ('cancelled', 'returned') order by placed_at`,
      ...customers,
    ),
    db.all<{ customer: string; opened: string; closed: string | null }>(
      `select customer, opened_at as opened, closed_at as closed from tickets
       where customer in ${these} order by opened_at`,
      ...customers,
    ),
    db.all<{ customer: string; at: string; body: string }>(
      `select c.customer, e.at, e.body from conversations c join events e on e.conversation = c.key
       where c.customer in ${these} and e.client_id is not null order by e.position`,
      ...customers,
    ),
  ])
  const ordersOf = byCustomer(orders)
  const ticketsOf = byCustomer(tickets)
  const messagesOf = byCustomer(messages)
  return customers.map((customer) => {
    const own = ordersOf.get(customer) ?? []
    // What was paid in another currency cannot be added up.
    const currency = own.at(-1)?.currency
    return {
      customer,
      orders: own.map((order) => ({
        at: Date.parse(order.at),
        spent: order.currency === currency ? Number(order.cents) / 100 : 0,
      })),
      tickets: (ticketsOf.get(customer) ?? []).map(({ opened, closed }) => ({
        openedAt: Date.parse(opened),
        closedAt: closed === null ? null : Date.parse(closed),
      })),
      feelings: (messagesOf.get(customer) ?? []).flatMap(({ at, body }) => {
        const event = JSON.parse(body) as Event
        if (event.kind !== 'customer-said' || !event.understanding) return []
        return [{ at: Date.parse(at), sentiment: event.understanding.sentiment }]
      }),
    }
  })
}

function byCustomer<R extends { readonly customer: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.customer)
    if (group) group.push(row)
    else groups.set(row.customer, [row])
  }
  return groups
}
