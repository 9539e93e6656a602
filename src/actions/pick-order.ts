import type { Button, Tracker } from '../conversation.ts'
import type { Order } from '../crm/orders.ts'
import type { Outcome } from './action.ts'
import { dateInWords, itemsInWords } from './in-words.ts'
import { matchItems } from './match-items.ts'
import { orderNumberOf } from './order-number.ts'
import { actionsThisTurn, saidNow } from './this-turn.ts'

export type Pick =
  | { readonly order: Order }
  /** No single one is meant: none at all, or several to choose from. */
  | { readonly fitting: readonly Order[] }
  /** The number that was named is none of theirs. */
  | { readonly unknown: string }

/**
 * The order that the customer means, out of their own. A number that they name now is the one, be it
 * suitable or not, so that they are told why not; likewise the only one with the product they name.
 * An order named earlier counts while it fits; else the only one that does.
 */
export function pickOrder(
  tracker: Tracker,
  orders: readonly Order[],
  fits: (order: Order) => boolean,
): Pick {
  const number = orderNumberOf(tracker.slots['order_number'])
  const known = orders.find((order) => order.number === number)
  if (number !== null && isNamedNow(tracker)) return known ? { order: known } : { unknown: number }
  const holding = withProduct(tracker, orders)
  const fitting = (holding.length > 0 ? holding : orders).filter(fits)
  if (known && fitting.includes(known)) return { order: known }
  const only = fitting.length > 0 ? fitting : holding
  return only.length === 1 ? { order: only[0]! } : { fitting }
}

/** "Where is my lamp?" is about an order with a lamp, if there is one. */
function withProduct(tracker: Tracker, orders: readonly Order[]): readonly Order[] {
  const { product } = tracker.slots
  if (typeof product !== 'string' || !saidNow(tracker, 'product')) return []
  return orders.filter(({ items }) => matchItems(product, items).length > 0)
}

function isNamedNow(tracker: Tracker): boolean {
  return (
    saidNow(tracker, 'order_number') ||
    actionsThisTurn(tracker).some((action) => /_form$|^action_check_proof$/.test(action))
  )
}

/** "Which order do you mean?" with a button each; `wish` is the action to go on with. */
export function askWhichOrder(orders: readonly Order[], wish: string, tracker: Tracker): Outcome {
  return {
    slots: { wish },
    says: [{ response: 'utter_which_order', buttons: orders.slice(0, 5).map(button) }],
    reads: orders.slice(0, 5).map(readOf),
  }

  function button(order: Order): Button {
    const { language } = tracker
    const [first, ...others] = order.items
    const what = first ? itemsInWords([first], language) : dateInWords(order.placedAt, language)
    return {
      title: `${order.number} · ${what}${others.length > 0 ? ' …' : ''}`,
      payload: `/inform${JSON.stringify({ order_number: order.number })}`,
    }
  }
}

/**
 * The same words for somebody else's order as for one that does not exist. `wish` goes on when the
 * number is corrected.
 */
export const orderNotFound = (number: string, wish: string | null = null): Outcome => ({
  slots: { order_number: null, wish },
  says: [{ response: 'utter_order_not_found', facts: { order_number: number } }],
})

export const readOf = (order: Order): string => `order ${order.number}`
