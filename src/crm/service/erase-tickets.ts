import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import { run, type Work } from '../work.ts'

/** Their tickets, tasks and notes. A colleague's or another customer's ticket stays, without their order. */
export function* eraseTickets({ person, conversations }: Leaving, erase: EraseRows): Work<void> {
  const { id } = person.customer
  const orders = '(select number from orders where customer = ?)'
  yield* withTickets(erase, `customer = ? or (customer is null and order_number in ${orders})`, [
    id,
    id,
  ])
  yield* erase('tasks', 'customer = ?', id)
  for (const conversation of conversations) {
    yield* withTickets(erase, 'customer is null and conversation = ?', [conversation.id])
    yield* erase('tasks', 'conversation = ?', conversation.id)
  }
  yield* erase('notes', "customer = ? or (kind = 'customer' and record = ?)", id, id)
  yield* run(`update tickets set order_number = null where order_number in ${orders}`, id)
}

function* withTickets(erase: EraseRows, condition: string, params: readonly string[]): Work<void> {
  const these = `(select number from tickets where ${condition})`
  yield* erase('tasks', `ticket in ${these}`, ...params)
  yield* erase('notes', `kind = 'ticket' and record in ${these}`, ...params)
  yield* erase('tickets', condition, ...params)
}
