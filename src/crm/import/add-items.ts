import { insertAll, type Work } from '../work.ts'
import { allAmong } from '../all-among.ts'
import type { Judged } from './judge-row.ts'

type WithKey = Extract<Judged, { readonly do: 'make' | 'add-item' }>
type Refused = Extract<Judged, { readonly do: 'refuse' }>

/** Adds the items that rows hold to the orders that this import made; returns the rows of no such order. */
export function* addItems(importId: string, rows: readonly WithKey[]): Work<Refused[]> {
  const withItem = rows.filter(
    ({ row: { values } }) => values['item_sku'] !== null || values['item_name'] !== null,
  )
  if (withItem.length === 0) return []
  const numbers = [...new Set(withItem.map(({ key }) => key))]
  const made = new Set(
    (yield* allAmong<{ record: string }>(
      `select record from import_records where import = ? and kind = 'order' and record`,
      numbers,
      importId,
    )).map(({ record }) => record),
  )
  const lasts = yield* allAmong<{ number: string; last: number }>(
    'select order_number as number, line as last from order_items where order_number',
    numbers,
  )
  const lines = new Map<string, number>()
  for (const { number, last } of lasts)
    lines.set(number, Math.max(lines.get(number) ?? 0, Number(last)))
  const products = yield* productsOf(withItem)
  yield* insertAll(
    'order_items',
    'order_number line sku name name_zh quantity price_cents'.split(' '),
    withItem
      .filter(({ key }) => made.has(key))
      .map(({ key, row: { values } }) => {
        const line = (lines.get(key) ?? 0) + 1
        lines.set(key, line)
        const sku = String(values['item_sku'] ?? '')
        const product = products.get(sku)
        const name = String(values['item_name'] ?? product?.name ?? sku)
        const quantity = values['item_quantity'] ?? 1
        const price = values['item_price'] ?? product?.cents ?? 0
        return [key, line, sku, name, product?.zh ?? name, quantity, price]
      }),
  )
  return withItem.filter(({ key }) => !made.has(key)).map(refused)
}

type ProductRow = {
  readonly sku: string
  readonly name: string
  readonly zh: string
  readonly cents: number
}

function* productsOf(rows: readonly WithKey[]): Work<Map<string, ProductRow>> {
  const skus = [...new Set(rows.map(({ row: { values } }) => String(values['item_sku'] ?? '')))]
  const found = yield* allAmong<ProductRow>(
    'select sku, name, name_zh as zh, price_cents as cents from products where sku',
    skus,
  )
  return new Map(found.map((product) => [product.sku, product]))
}

const refused = ({ row, key }: WithKey): Refused => ({
  row,
  do: 'refuse',
  found: [{ kind: 'unknown-reference', field: 'number', value: key, refuses: true }],
})
