/**
 * Writes the sample shop, Harbour & Pine: two years that end on 2026-11-20. The same seed gives the
 * same files, byte for byte. `npm run sample`
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { catalogue } from './catalogue.ts'
import { DAY, NOW, iso } from './clock.ts'
import { diceFrom, type Dice } from './dice.ts'
import { makeCustomers, type Customer } from './make-customers.ts'
import { makeInvoices } from './make-invoices.ts'
import { makeOpportunities } from './make-opportunities.ts'
import { makeOrders, type Order } from './make-orders.ts'
import { makeReturns } from './make-returns.ts'
import { makeTickets } from './make-tickets.ts'
import { itemLines, orderLine, shipmentLines } from './order-lines.ts'

const SEED = 20261120

/** The files' contents by their names. */
export function generateSample(): Record<string, string> {
  const dice = diceFrom(SEED)
  const customers = makeCustomers(dice)
  const orders = makeOrders(customers, dice)
  const returns = makeReturns(orders, dice)
  const opportunities = makeOpportunities(customers)
  return {
    'customers.csv': csv(
      customers.map((customer) => ({ ...customer, since: sinceOf(customer, orders, dice) })),
    ),
    'products.csv': csv(catalogue.map(productLine)),
    'orders.csv': csv(orders.map(orderLine)),
    'order_items.csv': csv(orders.flatMap(itemLines)),
    'shipments.csv': csv(orders.flatMap((order) => shipmentLines(order, dice))),
    'invoices.csv': csv(makeInvoices(orders)),
    'returns.csv': csv(returns.map(({ skus: _skus, ...line }) => line)),
    'return_items.csv': csv(
      returns.flatMap(({ number, skus }) => skus.map((sku) => ({ return_number: number, sku }))),
    ),
    'tickets.csv': csv(makeTickets(orders, dice)),
    'opportunities.csv': csv(opportunities.map(({ line }) => line)),
    'opportunity_stays.csv': csv(opportunities.flatMap(({ stays }) => stays)),
  }
}

const productLine = ([
  sku,
  name,
  name_zh,
  category,
  price,
  stock,
  description,
  description_zh,
]: (typeof catalogue)[number]) => ({
  sku,
  name,
  name_zh,
  category,
  price: price.toFixed(2),
  currency: 'EUR',
  stock,
  description,
  description_zh,
})

function sinceOf(customer: Customer, orders: readonly Order[], dice: Dice): string {
  const first = orders.find((order) => order.customer === customer)?.placed ?? NOW
  return iso(first - dice.between(0, 60) * DAY)
}

const csv = (lines: readonly object[]): string => `${Papa.unparse([...lines], { newline: '\n' })}\n`

const here = fileURLToPath(import.meta.url)
if (process.argv[1] === here) {
  for (const [file, content] of Object.entries(generateSample())) {
    writeFileSync(join(dirname(here), file), content)
  }
}
