import { expect, test } from 'vitest'
import { matchItems } from '../../src/actions/match-items.ts'

const item = (sku: string, name: string, nameZh: string) => ({
  sku,
  name,
  nameZh,
  quantity: 1,
  price: 1,
})
const items = [
  item('LMP-OAK', 'Oak Desk Lamp', '橡木台灯'),
  item('LMP-FLR', 'Tripod Floor Lamp', '三脚落地灯'),
  item('CUS-LIN', 'Linen Cushion', '亚麻靠垫'),
]

test.each([
  ['Oak Desk Lamp', 'LMP-OAK'],
  ['the desk lamp please', 'LMP-OAK'],
  ['cushions', 'CUS-LIN'],
  ['CUS-LIN', 'CUS-LIN'],
  ['lmp-oak,cus-lin', 'LMP-OAK CUS-LIN'],
  ['那个落地灯', 'LMP-FLR'],
  ['靠垫', 'CUS-LIN'],
  ['everything', 'LMP-OAK LMP-FLR CUS-LIN'],
  ['垫子', 'CUS-LIN'],
  ['整单都退', 'LMP-OAK LMP-FLR CUS-LIN'],
  // Could be either.
  ['the lamp', ''],
  ['a kettle', ''],
  ['', ''],
  ['???', ''],
])('"%s" of the order means %s', (said, skus) => {
  expect(
    matchItems(said, items)
      .map(({ sku }) => sku)
      .join(' '),
  ).toBe(skus)
})
