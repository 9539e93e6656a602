import type { Database } from './database.ts'

export type CustomerFacts = {
  /** Tickets that are neither solved nor closed. */
  readonly openTickets: number
  /**
   * What was ordered since, in the currency of the latest order and its main unit; cancelled and
   * returned orders count nothing.
   */
  readonly spent: number
  /** When the latest such order was placed; null without any. */
  readonly latestOrderAt: string | null
}

/** A customer in figures, from orders placed since an instant (ISO 8601). */
export async function customerFacts(
  db: Database,
  customer: string,
  since: string,
): Promise<CustomerFacts> {
  const [row] = await db.all<{ tickets: unknown; cents: unknown; latest: string | null }>(
    `select
       (select count(*) from tickets where customer = ? and status not in ('solved', 'closed')) as tickets,
       (select max(placed_at) ${kept}) as latest,
       (select sum(total_cents) ${kept} and placed_at >= ? and currency =
         (select currency ${kept} order by placed_at desc limit 1)) as cents`,
    customer,
    customer,
    customer,
    since,
    customer,
  )
  return {
    openTickets: Number(row?.tickets ?? 0),
    spent: Number(row?.cents ?? 0) / 100,
    latestOrderAt: row?.latest ?? null,
  }
}

const kept = "from orders where customer = ? and status not in ('cancelled', 'returned')"
