import type { Database } from './database.ts'

export type Ticket = {
  readonly number: string
  readonly customer: string | null
  readonly conversation: string | null
  readonly order: string | null
  readonly category: string
  readonly priority: 'low' | 'normal' | 'high' | 'urgent'
  readonly subject: string
  readonly body: string
  readonly status: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
  readonly openedAt: string
  readonly closedAt: string | null
}

export async function findTicket(db: Database, number: string): Promise<Ticket | null> {
  const [ticket] = await db.all<Ticket>(`${select} where number = ?`, number.trim().toUpperCase())
  return ticket ?? null
}

/** A customer's tickets, newest first. */
export async function ticketsOf(db: Database, customer: string, limit = 50): Promise<Ticket[]> {
  return db.all<Ticket>(
    `${select} where customer = ? order by opened_at desc, number limit ?`,
    customer,
    limit,
  )
}

/** The tickets opened in a conversation, newest first. */
export async function ticketsIn(db: Database, conversation: string): Promise<Ticket[]> {
  return db.all<Ticket>(
    `${select} where conversation = ? order by opened_at desc, number`,
    conversation,
  )
}

const select = `select number, customer, conversation, order_number as "order", category, priority,
  subject, body, status, opened_at as "openedAt", closed_at as "closedAt" from tickets`
