import type { Json, Saying } from '../conversation.ts'
import { findOrder } from '../crm/orders.ts'
import type { Action } from './action.ts'
import { orderNumberOf } from './order-number.ts'
import { readOf } from './pick-order.ts'
import { problemOf, tellsEnough } from './problem-of.ts'
import { isCorrection } from './this-turn.ts'

/** The order must be the customer's own. */
export const validateProblemForm: Action = async ({ tracker, db, filled = {} }) => {
  if (tracker.customer === null) return { slots: { requested_slot: null } }
  const slots: Record<string, Json> = {}
  const says: Saying[] = []
  const reads: string[] = []
  if ('order_number' in filled) {
    const number = orderNumberOf(filled['order_number'])
    const order = number === null ? null : await findOrder(db, number)
    const isOwn = order?.customer === tracker.customer
    slots['order_number'] = isOwn ? number : null
    if (order && isOwn) reads.push(readOf(order))
    else {
      const response = number === null ? 'utter_invalid_order_number' : 'utter_order_not_found'
      says.push({ response, facts: { order_number: number ?? '' } })
    }
  }
  if ('problem' in filled) {
    const problem = problemOf(filled['problem'])
    const tellsNothing = isCorrection(tracker, problem) && !tellsEnough(problem ?? '')
    slots['problem'] = tellsNothing ? null : problem
  }
  return { slots, says, reads }
}
