import type { Language } from '../conversation.ts'
import type { Database } from './database.ts'

export type Customer = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly language: Language
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  /** 'standard', 'silver', 'gold'. */
  readonly tier: string
  readonly since: string
}

export async function findCustomer(db: Database, id: string): Promise<Customer | null> {
  const [customer] = await db.all<Customer>(`${select} where id = ?`, id)
  return customer ?? null
}

/**
 * Whose this e-mail address is known to be, by proof or by the shop's own files; of several the
 * oldest. What somebody only said proves nothing. Capitals and spaces around do not matter.
 */
export async function findCustomerByEmail(db: Database, email: string): Promise<Customer | null> {
  const [customer] = await db.all<Customer>(
    `${select} where id in (
       select id from customers where email_key = ? and (email_verified = 1 or email_on_file = 1)
       union all
       select customer from contacts
       where kind = 'email' and value_key = ?
         and (verified_at is not null or on_file = 1))
     order by since, id limit 1`,
    emailKey(email),
    emailKey(email),
  )
  return customer ?? null
}

/** Those of a list of ids who exist, in no order. */
export async function findCustomers(db: Database, ids: readonly string[]): Promise<Customer[]> {
  const unique = [...new Set(ids)].slice(0, 500)
  if (unique.length === 0) return []
  return db.all<Customer>(`${select} where id in (${unique.map(() => '?').join(', ')})`, ...unique)
}

export const emailKey = (email: string): string => email.trim().toLowerCase()

const select = `select id, name, email, phone, language, address, city, country, postcode, tier,
  since from customers`
