import type { Json, Language } from '../conversation.ts'
import type { Order } from '../crm/orders.ts'
import { dateInWords } from './in-words.ts'
import { orderFacts } from './order-facts.ts'
import { returnableUntil } from './returnable.ts'

/** What responses about sending an order back are filled with. */
export function returnFacts(order: Order, language: Language): Record<string, Json> {
  const until = returnableUntil(order)
  return {
    ...orderFacts(order, language),
    until: until ? dateInWords(until, language) : '',
  }
}
