import type { EraseRows, Leaving } from './privacy/leaving.ts'
import type { Work } from './work.ts'

/** Their orders, with invoices, returns, shipments and items. No ticket may name them any more. */
export function* eraseOrders({ person }: Leaving, erase: EraseRows): Work<void> {
  const { id } = person.customer
  const orders = '(select number from orders where customer = ?)'
  const returns = `(select number from returns where order_number in ${orders})`
  yield* erase('invoices', `customer = ? or order_number in ${orders}`, id, id)
  yield* erase('return_items', `return_number in ${returns}`, id)
  yield* erase('returns', `order_number in ${orders}`, id)
  yield* erase('shipments', `order_number in ${orders}`, id)
  yield* erase('order_items', `order_number in ${orders}`, id)
  const proofs = "select 'ORDER ' || upper(number) from orders where customer = ?"
  yield* erase('failed_proofs', `key in (${proofs})`, id)
  yield* erase('orders', 'customer = ?', id)
}
