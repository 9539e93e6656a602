import { ordersOf } from '../crm/orders.ts'
import { forOwner } from './for-owner.ts'
import { forgotten } from './forgotten.ts'
import { isAddress } from './is-address.ts'
import { orderFacts } from './order-facts.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'

const name = 'action_change_address'

/** Sends an order elsewhere as long as it has not left; address_form asks for the address. */
export const changeAddress = forOwner(name, async ({ tracker, db }, customer) => {
  const orders = await ordersOf(db, customer)
  const pick = pickOrder(tracker, orders, ({ status }) => status === 'processing')
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick) {
    if (pick.fitting.length > 0) return askWhichOrder(pick.fitting, name, tracker)
    return { says: [{ response: orders[0] ? 'utter_no_address_to_change' : 'utter_no_orders' }] }
  }
  const { order } = pick
  const facts = orderFacts(order, tracker.language)
  const reads = [readOf(order)]
  const done = { ...forgotten, order_number: order.number }
  if (order.status !== 'processing') {
    return { slots: done, says: [{ response: 'utter_address_too_late', facts }], reads }
  }
  const { address } = tracker.slots
  if (!isAddress(address)) {
    return {
      slots: { order_number: order.number, address: null },
      followUp: 'address_form',
      reads,
    }
  }
  return {
    slots: done,
    says: [{ response: 'utter_address_changed', facts: { ...facts, address } }],
    changes: [{ do: 'change-address', order: order.number, address }],
    reads,
  }
})
