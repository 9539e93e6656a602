import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { CustomerHistory } from '../../src/crm/customer-histories.ts'
import { judgeProbabilities } from '../../src/insights/judge-probabilities.ts'
import { CHURN_DAYS, churnRiskOf, learnChurn } from '../../src/insights/learn-churn.ts'
import type { BenchOptions } from './run.ts'

const DAY = 86_400_000

/**
 * How well it is told who leaves, on two shops' real orders: on a day before the records end, from
 * what was known then, against who ordered in the days after; beside it the same from the days since
 * the latest order alone.
 */
export async function run({ data, json }: BenchOptions): Promise<void> {
  const shops = [
    { name: 'online-retail', histories: onlineRetail(data) },
    { name: 'cdnow', histories: cdnow(data) },
  ]
  const figures = shops.map(({ name, histories }) => ({ name, ...measure(histories) }))
  if (json) console.log(JSON.stringify({ days: CHURN_DAYS, shops: figures }))
  else console.table(figures)
  await Promise.resolve()
}

function measure(histories: readonly CustomerHistory[]) {
  const last = Math.max(...histories.map(({ orders }) => orders.at(-1)!.at))
  const day = last - CHURN_DAYS * DAY
  const known = histories
    .map((history) => ({ ...history, orders: history.orders.filter(({ at }) => at < day) }))
    .filter(({ orders }) => orders.length > 0)
  const began = process.cpuUsage()
  const churn = learnChurn(known, day)
  const { user, system } = process.cpuUsage(began)
  if (!churn) throw new Error('Too little is known to learn from.')
  const ordersAfter = new Set(
    histories.flatMap(({ customer, orders }) => (orders.at(-1)!.at >= day ? [customer] : [])),
  )
  const left = known.map(({ customer }) => !ordersAfter.has(customer))
  const ahead = judgeProbabilities(
    known.map((history) => churnRiskOf(history, churn, day)!.risk),
    left,
  )
  const recency = judgeProbabilities(
    known.map(({ orders }) => day - orders.at(-1)!.at),
    left,
  )
  return {
    customers: known.length,
    left: round(left.filter(Boolean).length / left.length),
    auc: round(ahead.auc),
    recencyAuc: round(recency.auc),
    calibrationError: round(ahead.calibrationError),
    brier: round(ahead.brier),
    /** Of customers that were not learned from, at the days that were. */
    heldOutAuc: round(churn.judged.auc),
    learnSeconds: round((user + system) / 1e6),
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

function onlineRetail(data: string): CustomerHistory[] {
  const file = join(data, 'crm', 'online-retail', 'online_retail.csv.gz')
  const lines = parse(gunzipSync(readFileSync(file)), { columns: true }) as Record<string, string>[]
  return historiesOf(
    lines
      // Invoices that begin with C take something back.
      .filter(({ CustomerID, InvoiceNo }) => CustomerID && !InvoiceNo!.startsWith('C'))
      .map((line) => ({
        customer: line['CustomerID']!,
        order: line['InvoiceNo']!,
        at: Date.parse(`${line['InvoiceDate']!.replace(' ', 'T')}Z`),
        spent: Number(line['Quantity']) * Number(line['UnitPrice']),
      })),
  )
}

function cdnow(data: string): CustomerHistory[] {
  const file = join(data, 'crm', 'cdnow', 'transactions.csv')
  const lines = parse(readFileSync(file), { columns: true }) as Record<string, string>[]
  return historiesOf(
    lines.map((line) => ({
      customer: line['customer_id']!,
      order: line['date']!,
      at: Date.parse(`${line['date']!}T00:00:00Z`),
      spent: Number(line['amount']),
    })),
  )
}

type Line = {
  readonly customer: string
  /** Lines of one customer with the same are one order. */
  readonly order: string
  readonly at: number
  readonly spent: number
}

function historiesOf(lines: readonly Line[]): CustomerHistory[] {
  const customers = new Map<string, Map<string, { at: number; spent: number }>>()
  for (const { customer, order, at, spent } of lines) {
    const orders = customers.get(customer) ?? new Map<string, { at: number; spent: number }>()
    customers.set(customer, orders)
    const known = orders.get(order)
    if (known) known.spent += spent
    else orders.set(order, { at, spent })
  }
  return [...customers].map(([customer, orders]) => ({
    customer,
    orders: [...orders.values()].sort((a, b) => a.at - b.at),
    tickets: [],
    feelings: [],
  }))
}
