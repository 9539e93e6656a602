import type { Database } from '../database.ts'

/**
 * The e-mail addresses, in small letters, that prove an order to be the customer's: those that are
 * verified, and those under which the shop's own files have the customer. What only somebody at the
 * desk or in a chat said proves nothing.
 */
export async function provingEmails(
  db: Pick<Database, 'all'>,
  customer: string,
): Promise<string[]> {
  const rows = await db.all<{ email: string }>(
    `select email_key as email from customers
     where id = ? and (email_verified = 1 or email_on_file = 1)
     union all
     select value_key from contacts
     where customer = ? and kind = 'email' and (verified_at is not null or on_file = 1)`,
    customer,
    customer,
  )
  return rows.map(({ email }) => email).filter((email) => email !== '')
}
