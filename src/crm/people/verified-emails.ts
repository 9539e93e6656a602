import type { Database } from '../database.ts'

/** The e-mail addresses, in small letters, that are known to be the customer's. */
export async function verifiedEmails(
  db: Pick<Database, 'all'>,
  customer: string,
): Promise<string[]> {
  const rows = await db.all<{ email: string }>(
    `select email_key as email from customers where id = ? and email_verified = 1
     union all
     select value_key from contacts
     where customer = ? and kind = 'email' and verified_at is not null`,
    customer,
    customer,
  )
  return rows.map(({ email }) => email).filter((email) => email !== '')
}
