import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import type { Work } from '../work.ts'

/** What is known of them beside their record: attributes, consents, contacts, addresses, scores. */
export function* eraseContacts({ person, ids }: Leaving, erase: EraseRows): Work<void> {
  const { id, email } = person.customer
  yield* erase('attributes', "kind = 'customer' and record = ?", id)
  yield* erase('consents', 'customer = ?', id)
  yield* erase('contacts', 'customer = ?', id)
  yield* erase('addresses', 'customer = ?', id)
  for (const one of ids) {
    yield* erase('scores', 'customer = ?', one)
    yield* erase('score_changes', 'customer = ?', one)
  }
  yield* erase('failed_proofs', 'key = ?', `EMAIL ${email.trim()}`.toUpperCase())
}
