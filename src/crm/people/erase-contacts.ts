import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import type { Work } from '../work.ts'

/** What is known of them beside their record: attributes, consents, contacts and addresses. */
export function* eraseContacts({ person }: Leaving, erase: EraseRows): Work<void> {
  const { id, email } = person.customer
  yield* erase('attributes', "kind = 'customer' and record = ?", id)
  yield* erase('consents', 'customer = ?', id)
  yield* erase('contacts', 'customer = ?', id)
  yield* erase('addresses', 'customer = ?', id)
  yield* erase('failed_proofs', 'key = ?', `EMAIL ${email.trim()}`.toUpperCase())
}
