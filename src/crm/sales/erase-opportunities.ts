import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import type { Work } from '../work.ts'

export function* eraseOpportunities({ person }: Leaving, erase: EraseRows): Work<void> {
  const { id } = person.customer
  const theirs = '(select id from opportunities where customer = ?)'
  yield* erase('opportunity_stays', `opportunity in ${theirs}`, id)
  yield* erase('opportunities', 'customer = ?', id)
}
