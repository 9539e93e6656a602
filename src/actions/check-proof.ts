import { findCustomer } from '../crm/customers.ts'
import { findOrder } from '../crm/orders.ts'
import { provingEmails } from '../crm/people/proving-emails.ts'
import type { Action, Outcome } from './action.ts'
import { proofRefused } from './ask-for-proof.ts'
import { calledName } from './in-words.ts'
import { isEmail } from './is-email.ts'
import { orderNumberOf } from './order-number.ts'
import { isRefused, keyOfConversation, keyOfEmail, keyOfOrder } from './proof-limits.ts'

/**
 * An order number and the e-mail address of the customer who placed it prove who is asking. The
 * answer to a failure is the same whichever was wrong, and does not tell what exists.
 */
export const checkProof: Action = async ({ tracker, db, now, conversation }) => {
  const { wish } = tracker.slots
  if (tracker.customer !== null) return goOn(wish)

  const number = orderNumberOf(tracker.slots['order_number'])
  const email = isEmail(tracker.slots['email']) ? tracker.slots['email'].trim().toLowerCase() : null
  if (number === null || email === null) return { followUp: 'proof_form' }

  const tries = [keyOfConversation(conversation.id), keyOfOrder(number), keyOfEmail(email)]
  // Before looking anything up: while refused, even the right answer gives nothing away.
  if (await isRefused(db, tries, now)) return proofRefused

  const order = await findOrder(db, number)
  // An order that does not exist costs the same look-ups as one that does.
  const customer = await findCustomer(db, order?.customer ?? '')
  const known = await provingEmails(db, order?.customer ?? '')
  if (!customer || !known.includes(email)) {
    return {
      slots: { order_number: null, email: null },
      says: [{ response: 'utter_proof_failed' }],
      changes: tries.map(({ key }) => ({ do: 'count-failed-proof', key })),
      followUp: 'proof_form',
    }
  }
  return {
    ...goOn(wish),
    identified: { customer: customer.id, how: 'checked' },
    says: [
      {
        response: 'utter_proof_accepted',
        facts: { name: calledName(customer.name, tracker.language) },
      },
    ],
    reads: [`order ${number}`, `customer ${customer.id}`],
  }
}

function goOn(wish: unknown): Outcome {
  return {
    slots: { wish: null },
    ...(typeof wish === 'string' ? { followUp: wish } : {}),
  }
}
