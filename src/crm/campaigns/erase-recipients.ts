import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import type { Work } from '../work.ts'

/** What campaigns sent them or were yet to send, and what came of it. */
export function* eraseRecipients({ person }: Leaving, erase: EraseRows): Work<void> {
  yield* erase('campaign_recipients', 'customer = ?', person.customer.id)
}
