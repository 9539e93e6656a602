import { findCustomer } from '../crm/customers.ts'
import type { Action } from './action.ts'
import { calledName } from './in-words.ts'

/** A customer who has proven who they are is greeted by name. */
export const greet: Action = async ({ tracker, db }) => {
  const customer = tracker.customer === null ? null : await findCustomer(db, tracker.customer)
  if (!customer) return { says: [{ response: 'utter_greet' }] }
  return {
    says: [
      {
        response: 'utter_greet_by_name',
        facts: { name: calledName(customer.name, tracker.language) },
      },
    ],
    reads: [`customer ${customer.id}`],
  }
}
