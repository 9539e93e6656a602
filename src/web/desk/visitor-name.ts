import type { ConversationSummary } from '../../server/wire.ts'
import { words } from './words.ts'

/** The proven customer's name; a visitor without one is told apart by the end of the id. */
export function visitorName({ customer, id }: ConversationSummary): string {
  return customer?.name ?? `${words.value.visitor} ${id.slice(-4)}`
}
