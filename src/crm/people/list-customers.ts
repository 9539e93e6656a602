import type { Database } from '../database.ts'

/** A line of the list of customers. */
export type CustomerLine = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly tier: string
  readonly since: string
  readonly company: string | null
  readonly companyName: string | null
  readonly owner: string | null
  readonly openTickets: number
}

export type CustomerFilter = {
  /** Part of a name, an e-mail address, a phone or an id. */
  readonly text?: string | undefined
  readonly company?: string | undefined
  readonly tier?: string | undefined
  readonly owner?: string | undefined
  /** The name and id of the last one of the page before. */
  readonly after: readonly [name: string, id: string] | null
  readonly limit: number
  /** What the asker may see of `c`. */
  readonly where: { readonly sql: string; readonly params: readonly unknown[] }
}

/** By name. */
export function listCustomers(
  db: Pick<Database, 'all'>,
  { text = '', company, tier, owner, after, limit, where }: CustomerFilter,
): Promise<CustomerLine[]> {
  const conditions = ['(c.name, c.id) > (?, ?)', where.sql]
  const params: unknown[] = [...(after ?? ['', '']), ...where.params]
  const add = (condition: string, ...values: readonly unknown[]) => {
    conditions.push(condition)
    params.push(...values)
  }
  if (text.trim()) {
    const like = `%${text.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`
    add(
      `(lower(c.name) like ? escape '!' or c.email_key like ? escape '!'
        or c.phone like ? escape '!' or lower(c.id) like ? escape '!')`,
      like,
      like,
      like,
      like,
    )
  }
  if (company !== undefined) add('c.company = ?', company)
  if (tier !== undefined) add('c.tier = ?', tier)
  if (owner !== undefined) add('c.owner = ?', owner)
  return db.all<CustomerLine>(
    `select c.id, c.name, c.email, c.phone, c.tier, c.since, c.company, b.name as "companyName",
       c.owner, (select count(*) from tickets t
         where t.customer = c.id and t.status not in ('solved', 'closed')) as "openTickets"
     from customers c left join companies b on b.id = c.company
     where ${conditions.join(' and ')} order by c.name, c.id limit ?`,
    ...params,
    limit,
  )
}
