import type { Asker } from '../crm/access/asker.ts'
import { seenAmong } from '../crm/access/may-see.ts'
import type { Conversation } from '../crm/conversations.ts'
import { findCustomer, type Customer } from '../crm/customers.ts'
import type { Database } from '../crm/database.ts'
import { ordersOf, type Order } from '../crm/orders.ts'
import { ticketsIn, ticketsOf, type Ticket } from '../crm/tickets.ts'
import type { CardOrder, CardTicket, CustomerCard } from './wire.ts'

/**
 * Whom an agent talks to: the proven customer of this conversation and nobody else. Of a visitor
 * there are the tickets opened in it.
 */
export async function customerCard(
  db: Database,
  asker: Asker,
  conversation: Conversation,
): Promise<CustomerCard> {
  const id = conversation.customer
  const [customer, here] = await Promise.all([
    id === null ? null : findCustomer(db, id),
    ticketsIn(db, conversation.id),
  ])
  if (!customer) return { customer: null, orders: [], tickets: here.map(cardTicket) }
  return customerRecords(db, asker, customer, here)
}

/**
 * A customer with their orders, and those of their tickets that the asker may see; `here` are
 * tickets that are theirs for another reason.
 */
export async function customerRecords(
  db: Database,
  asker: Asker,
  customer: Customer,
  here: readonly Ticket[] = [],
): Promise<CustomerCard> {
  const [orders, theirs] = await Promise.all([
    ordersOf(db, customer.id),
    ticketsOf(db, customer.id),
  ])
  const tickets = new Map([...here, ...theirs].map((ticket) => [ticket.number, ticket]))
  const seen = await seenAmong(db, asker, 'ticket', [...tickets.keys()])
  const { name, email, phone, language, address, postcode, city, country, tier, since } = customer
  return {
    customer: {
      id: customer.id,
      name,
      email,
      phone,
      language,
      address: [address, `${postcode} ${city}`.trim(), country].filter(Boolean).join(', '),
      tier,
      since,
    },
    orders: orders.map(cardOrder),
    tickets: [...tickets.values()].filter(({ number }) => seen.has(number)).map(cardTicket),
  }
}

function cardOrder({
  number,
  placedAt,
  status,
  currency,
  total,
  items,
  shipments,
}: Order): CardOrder {
  const latest = shipments.at(-1)
  return {
    number,
    placedAt,
    status,
    currency,
    total,
    items: items.map(({ name, nameZh, quantity }) => ({ name, nameZh, quantity })),
    shipment: latest
      ? {
          carrier: latest.carrier,
          tracking: latest.tracking,
          expectedAt: latest.expectedAt,
          deliveredAt: latest.deliveredAt,
        }
      : null,
  }
}

function cardTicket({ number, subject, category, priority, status, openedAt }: Ticket): CardTicket {
  return { number, subject, category, priority, status, openedAt }
}
