import { DAY, iso } from './clock.ts'
import type { Dice } from './dice.ts'
import type { Customer } from './make-customers.ts'
import { product, type Order } from './make-orders.ts'

export const orderLine = ({ number, customer, placed, status, items }: Order) => ({
  number,
  customer: customer.id,
  placed_at: iso(placed),
  status,
  currency: customer.country === '中国' ? 'CNY' : 'EUR',
  total: items.reduce((sum, { quantity, price }) => sum + quantity * price, 0).toFixed(2),
  address: fullAddress(customer),
})

const fullAddress = ({ language, address, city, country, postcode }: Customer): string =>
  language === 'zh'
    ? `${city}市${address} ${postcode}`
    : `${address}, ${postcode} ${city}, ${country}`

export const itemLines = ({ number, items }: Order) =>
  items.map(({ sku, quantity, price }, i) => ({
    order_number: number,
    line: i + 1,
    sku,
    name: product(sku)[1],
    name_zh: product(sku)[2],
    quantity,
    price: price.toFixed(2),
  }))

export function shipmentLines(
  { number, customer, placed, shipped, expected, delivered }: Order,
  dice: Dice,
) {
  if (shipped === null) return []
  const [carrier, pattern] = dice.one(carriers[customer.country] ?? carriers['']!)
  return [
    {
      order_number: number,
      line: 1,
      carrier,
      tracking: dice.digits(pattern),
      status: delivered === null ? 'in transit' : 'delivered',
      shipped_at: iso(placed + shipped * DAY),
      expected_at: iso(Math.floor((placed + expected * DAY) / DAY) * DAY),
      delivered_at: delivered === null ? '' : iso(placed + delivered * DAY),
    },
  ]
}

const carriers: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  中国: [
    ['顺丰速运', 'SF14########'],
    ['中通快递', 'ZT7546########'],
    ['京东物流', 'JD02########'],
  ],
  'United Kingdom': [
    ['Royal Mail', 'RM#########GB'],
    ['DPD', '1550########'],
  ],
  '': [
    ['DHL', 'JD0146########'],
    ['DPD', '0541########'],
    ['GLS', 'GL9########'],
  ],
}
