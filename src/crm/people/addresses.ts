import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { newId } from '../records/new-id.ts'
import { one, run, type Work } from '../work.ts'
import type { Edit } from './edit.ts'

/** A postal address beside the first one, which stands in the record itself. */
export type Address = {
  readonly id: string
  /** What it is for: 'billing'. */
  readonly label: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  readonly addedAt: string
}

export type NewAddress = Omit<Address, 'id' | 'addedAt'>

/** A customer's further addresses, the oldest first. */
export function addressesOf(db: Pick<Database, 'all'>, customer: string): Promise<Address[]> {
  return db.all<Address>(`${select} where customer = ? order by added_at, id`, customer)
}

export function* addAddress(
  customer: string,
  { label, address, city, country, postcode }: NewAddress,
  edit: Edit,
): Work<Changed & { readonly id: string }> {
  const id = newId('address')
  yield* run(
    `insert into addresses (id, customer, label, address, city, country, postcode, added_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    customer,
    label,
    address,
    city,
    country,
    postcode,
    edit.at,
  )
  const became = { label, address, city, country, postcode }
  const also = [{ field: 'addresses', was: null, became }]
  return { ...(yield* changeRecord(customerShape, customer, { ...edit, also })), id }
}

/** Problem 'not-found' `AddressNotFound`. */
export function* removeAddress(customer: string, id: string, edit: Edit): Work<Changed> {
  const found = yield* one<Address>(`${select} where customer = ? and id = ?`, customer, id)
  if (!found) {
    throw new Problem('not-found', 'AddressNotFound', `The customer has no address ${id}.`)
  }
  yield* run('delete from addresses where id = ?', id)
  const { id: _id, addedAt: _addedAt, ...was } = found
  const also = [{ field: 'addresses', was, became: null }]
  return yield* changeRecord(customerShape, customer, { ...edit, also })
}

const select = `select id, label, address, city, country, postcode, added_at as "addedAt"
  from addresses`
