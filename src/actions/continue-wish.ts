import type { Action } from './action.ts'
import { saidNow } from './this-turn.ts'

/** What a bare detail is for when nothing was wished before. */
const usually: Readonly<Record<string, string>> = {
  order_number: 'action_order_status',
  product: 'action_product_info',
  discount_code: 'action_check_discount',
}

/** A detail without a wish, "HP-10023", goes to the action that had asked for it. */
export const continueWish: Action = async ({ tracker }) => {
  const { wish } = tracker.slots
  if (typeof wish === 'string') return { followUp: wish }
  const entity = Object.keys(usually).find((entity) => saidNow(tracker, entity))
  if (entity) return { followUp: usually[entity]! }
  return { says: [{ response: 'utter_ask_what_for' }] }
}
