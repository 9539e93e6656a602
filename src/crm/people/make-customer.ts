import type { Json } from '../../conversation.ts'
import { emailKey } from '../customers.ts'
import type { Actor } from '../records/actor.ts'
import { customerShape } from '../records/customer-shape.ts'
import { makeRecord } from '../records/make-record.ts'
import { mustRefer } from '../records/must-refer.ts'
import { newId } from '../records/new-id.ts'
import type { Work } from '../work.ts'

/** Makes a customer, of whom at least the name is known; says the id. */
export function* makeCustomer(
  set: Readonly<Record<string, Json>>,
  { by, at }: { readonly by: Actor; readonly at: string },
): Work<string> {
  const id = newId('C')
  const all = { ...nothing, emailVerified: false, emailOnFile: false, ...set, since: at }
  yield* mustRefer(customerShape, all)
  const email = typeof all.email === 'string' ? all.email : ''
  yield* makeRecord(customerShape, id, {
    by,
    at,
    set: all,
    columns: { email_key: emailKey(email) },
  })
  return id
}

const nothing: Readonly<Record<string, Json>> & { readonly email: Json } = {
  email: '',
  phone: '',
  language: 'en',
  address: '',
  city: '',
  country: '',
  postcode: '',
  tier: 'standard',
}
