import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { emailKey } from '../customers.ts'
import type { Database } from '../database.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { newId } from '../records/new-id.ts'
import { one, run, type Work } from '../work.ts'
import type { Edit } from './edit.ts'

/** A way to reach a customer beside the first one, which stands in the record itself. */
export type Contact = {
  readonly id: string
  readonly kind: 'email' | 'phone'
  /** What it is for: 'work'. */
  readonly label: string
  readonly value: string
  /** Whether somebody has proven it, or an agent said so. */
  readonly isVerified: boolean
  /** Whether the shop's own files named it, which proves an order. */
  readonly isOnFile: boolean
  readonly addedAt: string
}

export type NewContact = Pick<Contact, 'kind' | 'label' | 'value' | 'isVerified'>

/** A customer's further contacts, the oldest first. */
export async function contactsOf(db: Pick<Database, 'all'>, customer: string): Promise<Contact[]> {
  const rows = await db.all<ContactRow>(
    `${select} where customer = ? order by added_at, id`,
    customer,
  )
  return rows.map(contactOf)
}

/** Problem 'invalid' `BadField`; 'conflict' `ContactKnown` when the customer has it already. */
export function* addContact(
  customer: string,
  { kind, label, value: given, isVerified }: NewContact,
  edit: Edit,
): Work<Changed & { readonly id: string }> {
  const value = checked(kind, given)
  const key = contactKey(kind, value)
  const known = yield* one(
    `select value from contacts where customer = ? and kind = ? and value_key = ?`,
    customer,
    kind,
    key,
  )
  const main = yield* mainOf(customer)
  if (known || (main && contactKey(kind, main[kind]) === key)) {
    throw new Problem('conflict', 'ContactKnown', `${value} is among the contacts already.`)
  }
  const id = newId(kind)
  yield* run(
    `insert into contacts (id, customer, kind, label, value, value_key, verified_at, added_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    customer,
    kind,
    label,
    value,
    key,
    isVerified ? edit.at : null,
    edit.at,
  )
  const became = said(value, isVerified)
  const changed = yield* changeRecord(customerShape, customer, {
    ...edit,
    also: [{ field: `contacts.${kind}`, was: null, became }],
  })
  return { ...changed, id }
}

/** Problem 'not-found' `ContactNotFound`. */
export function* removeContact(customer: string, id: string, edit: Edit): Work<Changed> {
  const contact = yield* mustHave(customer, id)
  yield* run('delete from contacts where id = ?', id)
  return yield* changeRecord(customerShape, customer, {
    ...edit,
    also: [
      {
        field: `contacts.${contact.kind}`,
        was: said(contact.value, contact.isVerified),
        became: null,
      },
    ],
  })
}

/**
 * Says of a contact whether it is known to be the customer's, or what it is for. Of one that is said
 * not to be known the files say nothing any more, either.
 */
export function* changeContact(
  customer: string,
  id: string,
  to: Partial<Pick<Contact, 'label' | 'isVerified'>>,
  edit: Edit,
): Work<Changed> {
  const contact = yield* mustHave(customer, id)
  const { label, isVerified } = { ...contact, ...to }
  yield* run(
    `update contacts set label = ?,
       verified_at = case when ? = 0 then null else coalesce(verified_at, ?) end,
       on_file = case when ? = 1 then 0 else on_file end where id = ?`,
    label,
    isVerified ? 1 : 0,
    edit.at,
    to.isVerified === false ? 1 : 0,
    id,
  )
  return yield* changeRecord(customerShape, customer, {
    ...edit,
    also: [
      {
        field: `contacts.${contact.kind}`,
        was: said(contact.value, contact.isVerified, contact.label),
        became: said(contact.value, isVerified, label),
      },
    ],
  })
}

/** Puts a contact in the first place; the one that stood there becomes a further one. */
export function* makeFirst(customer: string, id: string, edit: Edit): Work<Changed> {
  const { kind, value, isVerified, isOnFile, addedAt } = yield* mustHave(customer, id)
  const main = yield* mainOf(customer)
  yield* run('delete from contacts where id = ?', id)
  if (main && main[kind] !== '') {
    yield* run(
      `insert into contacts (id, customer, kind, label, value, value_key, verified_at, on_file,
         added_at) values (?, ?, ?, '', ?, ?, ?, ?, ?)`,
      newId(kind),
      customer,
      kind,
      main[kind],
      contactKey(kind, main[kind]),
      main[`${kind}Verified`] === 1 ? edit.at : null,
      kind === 'email' ? main.emailOnFile : 0,
      addedAt,
    )
  }
  return yield* changeRecord(customerShape, customer, {
    ...edit,
    set: {
      [kind]: value,
      [`${kind}Verified`]: isVerified,
      ...(kind === 'email' && { emailOnFile: isOnFile }),
    },
    ...(kind === 'email' && { columns: { email_key: emailKey(value) } }),
  })
}

/** The same number or address however it is written. */
export function contactKey(kind: Contact['kind'], value: string): string {
  if (kind === 'email') return emailKey(value)
  return parsePhoneNumberFromString(value)?.number ?? value.replace(/[^\d+]/g, '')
}

function checked(kind: Contact['kind'], given: string): string {
  const value = given.trim()
  if (kind === 'email' ? z.email().max(254).safeParse(value).success : /\d{3}/.test(value)) {
    return value.slice(0, 254)
  }
  throw new Problem(
    'invalid',
    'BadField',
    `${JSON.stringify(given).slice(0, 100)} is no ${kind === 'email' ? 'e-mail address' : 'phone number'}.`,
    { details: { field: 'value' } },
  )
}

type Main = {
  readonly email: string
  readonly phone: string
  readonly emailVerified: number
  readonly emailOnFile: number
  readonly phoneVerified: number
}

const mainOf = (customer: string): Work<Main | null> =>
  one<Main>(
    `select email, phone, email_verified as "emailVerified", email_on_file as "emailOnFile",
       phone_verified as "phoneVerified"
     from customers where id = ?`,
    customer,
  )

function* mustHave(customer: string, id: string): Work<Contact> {
  const row = yield* one<ContactRow>(`${select} where customer = ? and id = ?`, customer, id)
  if (row) return contactOf(row)
  throw new Problem('not-found', 'ContactNotFound', `The customer has no contact ${id}.`)
}

const select = `select id, kind, label, value, verified_at as "verifiedAt", on_file as "onFile",
  added_at as "addedAt" from contacts`

type ContactRow = Omit<Contact, 'isVerified' | 'isOnFile'> & {
  readonly verifiedAt: string | null
  readonly onFile: number
}

const contactOf = ({ verifiedAt, onFile, ...contact }: ContactRow): Contact => ({
  ...contact,
  isVerified: verifiedAt !== null,
  isOnFile: onFile === 1,
})

const said = (value: string, isVerified: boolean, label = '') => ({ value, isVerified, label })
