import { expect, test } from 'vitest'
import type { ImportKind } from '../../../src/crm/import/import-targets.ts'
import { profileColumn } from '../../../src/crm/import/profile-column.ts'
import { proposeMapping } from '../../../src/crm/import/propose-mapping.ts'

function columnsOf(text: string) {
  const [headings = [], ...rows] = text.split('\n').map((line) => line.split(','))
  return headings.map((heading, i) => {
    const column = profileColumn(heading)
    for (const row of rows) column.add(row[i] ?? '')
    return column.profile()
  })
}

test.each<[string, ImportKind, string, (string | null)[]]>([
  [
    'our own export',
    'customers',
    'id,name,email,phone,language,address,postcode,city,country,tier,since\nC-1,A,a@x.com,+49 30 5550101,en,L 8,10115,Berlin,Germany,gold,2025-01-02',
    'id name email phone language address postcode city country tier since'.split(' '),
  ],
  [
    'a shop system',
    'customers',
    'First Name,Last Name,Email,Accepts Marketing,Address1,City,Zip,Phone,Note\nA,B,a@x.com,yes,L 8,Berlin,10115,+49 30 5550101,n',
    ['first_name', 'last_name', 'email', null, null, 'city', 'postcode', 'phone', null],
  ],
  [
    'Chinese',
    'customers',
    '客户编号,姓名,手机号码,电子邮箱,详细地址,注册日期\n1,李雷,13800001492,a@x.cn,湖滨路,2025年1月2日',
    ['id', 'name', 'phone', 'email', 'address', 'since'],
  ],
  [
    'headings that say nothing of what is below them',
    'customers',
    'a,b,c\nAnna,a@x.com,+49 30 5550101\nTom,t@x.com,+44 20 5550101',
    [null, 'email', 'phone'],
  ],
  [
    'a heading against its contents',
    'orders',
    'number,total,date\nHP-1,2025-01-02,12.50\nHP-2,2025-01-03,13.50',
    ['number', null, null],
  ],
  [
    'orders with items',
    'orders',
    'Order ID,Customer Email,Created at,Total,SKU,Qty,Unit Price\n1,a@x.com,2025-01-02,12.50,L,2,6.25',
    ['number', 'customer', 'placed_at', 'total', 'item_sku', 'item_quantity', 'item_price'],
  ],
  [
    'an empty column',
    'products',
    'sku,name,price,stock\nL,Lamp,12.50,',
    ['sku', 'name', 'price', null],
  ],
])('%s', (_, kind, text, mapping) => {
  expect(proposeMapping(kind, columnsOf(text))).toEqual(mapping)
})
