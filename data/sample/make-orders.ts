import { catalogue } from './catalogue.ts'
import { DAY, NOW } from './clock.ts'
import type { Dice } from './dice.ts'
import { knownOrders, milestones } from './known.ts'
import type { Customer } from './make-customers.ts'

export type Order = {
  readonly number: string
  readonly customer: Customer
  readonly placed: number
  readonly status: string
  readonly items: readonly {
    readonly sku: string
    readonly quantity: number
    readonly price: number
  }[]
  /** Days from placing it to sending it, to the promised day, to its arrival. */
  readonly shipped: number | null
  readonly expected: number
  readonly delivered: number | null
}

export function makeOrders(customers: readonly Customer[], dice: Dice): Order[] {
  return milestones.slice(1).flatMap(([last, at], i) => {
    const [first, from] = milestones[i]!
    const count = last - first - 1
    const times = Array.from({ length: count }, () =>
      dice.between(Date.parse(from), Date.parse(at)),
    )
    const between = times.toSorted((a, b) => a - b).map((time, n) => [first + 1 + n, time] as const)
    return [...between, [last, Date.parse(at)] as const].map(([number, placed]) =>
      makeOrder(`HP-${String(number).padStart(5, '0')}`, placed, customers, dice),
    )
  })
}

function makeOrder(
  number: string,
  time: number,
  customers: readonly Customer[],
  dice: Dice,
): Order {
  const known = knownOrders[number]
  // Some come back often: the square favours the front of the list.
  const anybody = customers[10 + Math.floor(dice.between(0, 1) ** 2 * (customers.length - 10))]!
  const customer = customers.find(({ id }) => id === known?.customer) ?? anybody
  const placed = Math.floor(time / 60_000) * 60_000
  const age = (NOW - placed) / DAY
  const items = known?.items ?? someItems(dice)
  const shipped = dice.between(0.4, 2)
  const expected = Math.ceil(shipped + dice.between(2, 5))
  const delivered = shipped + dice.between(1.2, dice.chance(0.08) ? 9 : 5)
  const fate = dice.between(0, 1)
  const status =
    known?.status ??
    (fate < 0.04
      ? 'cancelled'
      : age < shipped
        ? 'processing'
        : age < delivered
          ? 'shipped'
          : fate < 0.1 && age > 15
            ? 'returned'
            : 'delivered')
  const isSent = ['shipped', 'delivered', 'returned'].includes(status)
  const hasArrived = ['delivered', 'returned'].includes(status)
  return {
    number,
    customer,
    placed,
    status,
    items: items.map(({ sku, quantity }) => ({ sku, quantity, price: priceFor(customer, sku) })),
    shipped: isSent ? (known?.shipped ?? shipped) : null,
    expected: known?.expected ?? expected,
    delivered: hasArrived ? (known?.delivered ?? delivered) : null,
  }
}

function someItems(dice: Dice): { sku: string; quantity: number }[] {
  const skus = new Set(Array.from({ length: dice.whole(1, 3) }, () => dice.one(catalogue)[0]))
  return [...skus].map((sku) => ({ sku, quantity: dice.chance(0.25) ? dice.whole(2, 4) : 1 }))
}

/** China pays in yuan, in round sums. */
function priceFor(customer: Customer, sku: string): number {
  const euros = product(sku)[4]
  return customer.country === '中国' ? Math.round((euros * 7.8) / 10) * 10 : euros
}

export const product = (sku: string) => catalogue.find(([own]) => own === sku)!
