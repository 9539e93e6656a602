import { customerShape } from '../records/customer-shape.ts'
import { existingRecords, type Existing } from '../records/existing-records.ts'
import type { Database } from '../database.ts'
import { look } from '../look.ts'
import type { Reason } from './compare.ts'

export type Proposal = {
  readonly a: ProposedCustomer
  readonly b: ProposedCustomer
  readonly probability: number
  readonly reasons: readonly (Reason & {
    /** Whether it was proven of both that it is theirs. */
    readonly isVerified: boolean
  })[]
}

export type ProposedCustomer = Existing & {
  readonly id: string
  readonly orders: number
  readonly tickets: number
  readonly conversations: number
}

/** The surest that nobody has decided about. `most` at a time. */
export async function openProposals(db: Pick<Database, 'all'>, most = 50): Promise<Proposal[]> {
  const rows = await db.all<Row>(
    `select a, b, probability, reasons from duplicates where status = 'open'
     order by probability desc, a, b limit ?`,
    most,
  )
  const ids = [...new Set(rows.flatMap(({ a, b }) => [a, b]))]
  if (ids.length === 0) return []
  const customers = await look(db, existingRecords(customerShape, ids))
  const counts = new Map<string, Map<string, number>>()
  for (const table of ['orders', 'tickets', 'conversations'] as const) {
    const found = await db.all<{ customer: string; n: number }>(
      `select customer, count(*) as n from ${table}
       where customer in (${ids.map(() => '?').join(', ')}) group by customer`,
      ...ids,
    )
    counts.set(table, new Map(found.map(({ customer, n }) => [customer, Number(n)])))
  }
  const of = (id: string): ProposedCustomer | null => {
    const customer = customers.get(id)
    if (!customer) return null
    const count = (table: string) => counts.get(table)?.get(id) ?? 0
    const [orders, tickets, conversations] = ['orders', 'tickets', 'conversations'].map(count)
    return { id, ...customer, orders: orders!, tickets: tickets!, conversations: conversations! }
  }
  return rows.flatMap(({ a, b, probability, reasons }) => {
    const [one, other] = [of(a), of(b)]
    if (!one || !other) return []
    const told = (JSON.parse(reasons) as Reason[]).map((reason) => ({
      ...reason,
      isVerified: isVerifiedOf(one, reason.field) && isVerifiedOf(other, reason.field),
    }))
    return [{ a: one, b: other, probability, reasons: told }]
  })
}

/** Whether what both have was proven: read as it stands now, not as it stood when they were found. */
const isVerifiedOf = ({ record }: Existing, field: Reason['field']): boolean =>
  record[`${field}Verified`] === true

type Row = {
  readonly a: string
  readonly b: string
  readonly probability: number
  readonly reasons: string
}
