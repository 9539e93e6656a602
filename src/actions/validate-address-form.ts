import type { Json, Saying } from '../conversation.ts'
import { findOrder } from '../crm/orders.ts'
import type { Action } from './action.ts'
import { isAddress } from './is-address.ts'
import { orderFacts } from './order-facts.ts'
import { orderNumberOf } from './order-number.ts'
import { readOf } from './pick-order.ts'

/** The order must be the customer's and not have left; the address must be whole. */
export const validateAddressForm: Action = async ({ tracker, db, filled = {} }) => {
  if (tracker.customer === null) return { slots: { requested_slot: null } }
  const slots: Record<string, Json> = {}
  const says: Saying[] = []
  const reads: string[] = []
  if ('order_number' in filled) {
    const number = orderNumberOf(filled['order_number'])
    const order = number === null ? null : await findOrder(db, number)
    slots['order_number'] = null
    if (order?.customer !== tracker.customer) {
      const response = number === null ? 'utter_invalid_order_number' : 'utter_order_not_found'
      says.push({ response, facts: { order_number: number ?? '' } })
    } else {
      reads.push(readOf(order))
      if (order.status === 'processing') slots['order_number'] = order.number
      else {
        const facts = orderFacts(order, tracker.language)
        says.push({ response: 'utter_address_too_late', facts })
      }
    }
  }
  if ('address' in filled) {
    const address = filled['address']
    slots['address'] = isAddress(address) ? address : null
    if (slots['address'] === null) says.push({ response: 'utter_invalid_address' })
  }
  return { slots, says, reads }
}
