import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { forgotten } from './forgotten.ts'
import { orderFacts } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'
import { actionsThisTurn } from './this-turn.ts'

const name = 'action_cancel_order'

const whyNot = {
  shipped: 'utter_cancel_too_late',
  delivered: 'utter_cancel_delivered',
  cancelled: 'utter_cancel_already',
  returned: 'utter_order_returned',
} as const

/**
 * Cancels an order that has not left, after a "yes" to just that order: confirm_cancel_form asks,
 * and the slot `cancel_number` holds what was asked about.
 */
export const cancelOrder = forOwner(name, async ({ tracker, db }, customer) => {
  const orders = await ordersOf(db, customer)
  const pick = pickOrder(tracker, orders, ({ status }) => status === 'processing')
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick) {
    if (pick.fitting.length > 0) return askWhichOrder(pick.fitting, name, tracker)
    return { says: [{ response: orders[0] ? 'utter_nothing_to_cancel' : 'utter_no_orders' }] }
  }
  const { order } = pick
  const say = (response: string) => ({
    slots: { ...forgotten, order_number: order.number },
    says: [{ response, facts: orderFacts(order, tracker.language) }],
    reads: [readOf(order)],
  })
  if (order.status !== 'processing') return say(whyNot[order.status])

  const { cancel_confirmed: confirmed, cancel_number: asked } = tracker.slots
  const isAnswered =
    asked === order.number && actionsThisTurn(tracker).includes('confirm_cancel_form')
  if (isAnswered && confirmed === false) return say('utter_cancel_kept')
  if (isAnswered && confirmed === true) {
    return { ...say('utter_cancel_done'), changes: [{ do: 'cancel-order', order: order.number }] }
  }
  return {
    slots: { order_number: order.number, cancel_number: order.number, cancel_confirmed: null },
    followUp: 'confirm_cancel_form',
    reads: [readOf(order)],
  }
})
