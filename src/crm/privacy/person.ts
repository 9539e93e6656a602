import { Problem } from '../../problem.ts'
import type { Customer } from '../customers.ts'
import { findCustomer } from '../customers.ts'
import type { Database, Row } from '../database.ts'

/** A customer, and what names them in other records. */
export type PersonRecords = {
  readonly customer: Customer
  readonly orders: readonly string[]
  readonly tickets: readonly string[]
  readonly returns: readonly string[]
  readonly trackings: readonly string[]
  readonly invoices: readonly string[]
  /** Further e-mail addresses and phones. */
  readonly contacts: readonly string[]
  readonly streets: readonly string[]
}

/** Problem 'not-found' `CustomerNotFound`. */
export async function findPerson(db: Pick<Database, 'all'>, id: string): Promise<PersonRecords> {
  const customer = await findCustomer(db as Database, id)
  if (!customer) {
    throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${id}.`)
  }
  const names = async (sql: string) => (await db.all<Row>(sql, id)).map(({ name }) => String(name))
  const theirs = '(select number from orders where customer = ?)'
  return {
    customer,
    orders: await names('select number as name from orders where customer = ?'),
    tickets: await names('select number as name from tickets where customer = ?'),
    returns: await names(`select number as name from returns where order_number in ${theirs}`),
    invoices: await names('select number as name from invoices where customer = ?'),
    contacts: await names('select value as name from contacts where customer = ?'),
    streets: await names('select address as name from addresses where customer = ?'),
    trackings: await names(
      `select tracking as name from shipments where tracking <> '' and order_number in ${theirs}`,
    ),
  }
}

/**
 * The words by which the person can be known wherever they stand: ids, addresses, numbers, the
 * name. Those that mean somebody else, too, are left out: a family's phone, a common name, an id
 * that is the beginning of another's.
 */
export async function namesOf(db: Pick<Database, 'all'>, person: PersonRecords): Promise<string[]> {
  const { customer } = person
  const { id, name, email, phone, address } = customer
  const { orders, tickets, returns, trackings, invoices, contacts, streets } = person
  const numbers = [...orders, ...tickets, ...returns, ...trackings, ...invoices]
  const found: string[] = []
  for (const word of [
    id,
    name,
    email,
    email.trim().toLowerCase(),
    phone,
    address,
    ...contacts,
    ...streets,
  ]) {
    if (!isTelling(word)) continue
    const [other] = await db.all(
      `select id from customers where id <> ? and (${fields.map((field) => `${field} like ? escape '!'`).join(' or ')})
       union all select customer from contacts where customer <> ? and value like ? escape '!'
       union all select customer from addresses where customer <> ? and address like ? escape '!'
       limit 1`,
      id,
      ...fields.map(() => contains(word)),
      id,
      contains(word),
      id,
      contains(word),
    )
    if (!other) found.push(word)
  }
  for (const word of numbers) {
    if (!isTelling(word)) continue
    const [more] = await db.all<{ count: number }>(
      `select (select count(*) from orders where number like ? escape '!' and number <> ?)
         + (select count(*) from tickets where number like ? escape '!' and number <> ?)
         + (select count(*) from returns where number like ? escape '!' and number <> ?)
         + (select count(*) from invoices where number like ? escape '!' and number <> ?) as count`,
      ...[0, 1, 2, 3].flatMap(() => [contains(word), word]),
    )
    if (more?.count === 0) found.push(word)
  }
  return [...new Set(found)]
}

const fields = ['id', 'name', 'email', 'phone', 'address']

const contains = (word: string): string => `%${word.replace(/[!%_]/g, '!$&')}%`

/** Long enough to mean somebody: five letters, or three of a script that needs fewer. */
function isTelling(word: string): boolean {
  const least = /[\u3040-\u9fff\uac00-\ud7af]/.test(word) ? 3 : 5
  return word.trim().length >= least
}
