import { findCustomer, type Customer } from '../customers.ts'
import type { Database } from '../database.ts'
import type { Attribute, AttributeValue } from '../records/attribute.ts'
import { attributesOf } from '../records/attribute-values.ts'
import { addressesOf, type Address } from './addresses.ts'
import { consentsOf, type Consent } from './consents.ts'
import { contactsOf, type Contact } from './contacts.ts'
import { scoresOf, type Score } from './scores.ts'

/** A customer with all that stands in the record, but not what happened with them. */
export type CustomerRecord = Customer & {
  readonly company: string | null
  readonly companyName: string | null
  readonly timeZone: string
  readonly owner: string | null
  readonly team: string | null
  readonly emailVerified: boolean
  readonly emailOnFile: boolean
  readonly phoneVerified: boolean
  readonly version: number
  readonly contacts: readonly Contact[]
  readonly addresses: readonly Address[]
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly consents: readonly Consent[]
  readonly scores: readonly Score[]
}

export async function customerRecord(
  db: Database,
  id: string,
  declared: readonly Attribute[],
): Promise<CustomerRecord | null> {
  // The version first: what is read after it may be newer, and saving over that is refused.
  const [more] = await db.all<More>(
    `select c.company, b.name as "companyName", c.time_zone as "timeZone", c.owner, c.team,
       c.email_verified as "emailVerified", c.email_on_file as "emailOnFile",
       c.phone_verified as "phoneVerified", c.version
     from customers c left join companies b on b.id = c.company where c.id = ?`,
    id,
  )
  const [customer, contacts, addresses, attributes, consents, scores] = await Promise.all([
    findCustomer(db, id),
    contactsOf(db, id),
    addressesOf(db, id),
    attributesOf(db, declared, 'customer', id),
    consentsOf(db, id),
    scoresOf(db, id),
  ])
  if (!customer || !more) return null
  return {
    ...customer,
    ...more,
    emailVerified: more.emailVerified === 1,
    emailOnFile: more.emailOnFile === 1,
    phoneVerified: more.phoneVerified === 1,
    contacts,
    addresses,
    attributes,
    consents,
    scores,
  }
}

type More = {
  readonly company: string | null
  readonly companyName: string | null
  readonly timeZone: string
  readonly owner: string | null
  readonly team: string | null
  readonly emailVerified: number
  readonly emailOnFile: number
  readonly phoneVerified: number
  readonly version: number
}
