/** One small named world for the tests of all parts; the sample shop knows the same people. */
import type { Agent } from '../src/crm/agents.ts'
import { createAgent } from '../src/crm/agents.ts'
import { emailKey } from '../src/crm/customers.ts'
import type { Database } from '../src/crm/database.ts'
import { searchText } from '../src/crm/products.ts'
import { insertAll } from '../src/crm/work.ts'
import { sqlite, type TestStore } from './databases.ts'

/** Waits for a lamp and two cushions, HP-10023; had a kettle delivered, HP-09987. */
export const anna = { id: 'C-1001', name: 'Anna Berg', email: 'anna.berg@example.com' }
/** Ordered a chair yesterday, HP-10042. */
export const xiaoming = { id: 'C-1002', name: '王小明', email: 'xiaoming.wang@example.cn' }
/** His parcel, HP-10011, is late. */
export const tom = { id: 'C-1003', name: 'Tom Keller', email: 'tom.keller@example.com' }

/** Whose password no test knows: sign-in is tried with agents of the test's own. */
export type World = { readonly mei: Agent; readonly jonas: Agent }

/** Brings the people, their orders and two agents (Mei an admin, Jonas not) into an empty store. */
export async function world(db: Database): Promise<World> {
  await db.write(function* () {
    yield* insertAll('customers', customerColumns, customers)
    yield* insertAll('products', productColumns, products)
    yield* insertAll('orders', orderColumns, orders)
    yield* insertAll('order_items', itemColumns, items)
    yield* insertAll('shipments', shipmentColumns, shipments)
    yield* insertAll('tickets', ticketColumns, tickets)
  })
  return {
    mei: await createAgent(db, { name: 'Mei Lin', email: 'mei@example.com', role: 'admin' }),
    jonas: await createAgent(db, { name: 'Jonas Falk', email: 'jonas@example.com', role: 'agent' }),
  }
}

/** An empty store of its own in a temporary SQLite file; `remove` when done. */
export const freshStore = (): Promise<TestStore> => sqlite.store()

const customerColumns =
  'id name email email_key phone language address city country postcode tier since'.split(' ')

const customers = [
  [anna, '+49 30 555 0101', 'en', 'Lindenweg 8', 'Berlin', 'Germany', '10115', 'gold'] as const,
  [
    xiaoming,
    '+86 138 0000 0002',
    'zh',
    '湖滨路18号',
    '杭州',
    '中国',
    '310001',
    'standard',
  ] as const,
  [
    tom,
    '+44 20 5550 0103',
    'en',
    '5 Harbour Street',
    'Bristol',
    'United Kingdom',
    'BS1 4RJ',
    'standard',
  ] as const,
].map(([{ id, name, email }, ...rest]) => [
  id,
  name,
  email,
  emailKey(email),
  ...rest,
  '2025-03-01T09:00:00.000Z',
])

const productColumns =
  'sku name name_zh category price_cents currency stock description description_zh search'.split(
    ' ',
  )

const products = [
  ['LMP-OAK', 'Oak Desk Lamp', '橡木台灯', 'lamps', 8900, 12],
  ['CUS-LIN', 'Linen Cushion', '亚麻靠垫', 'bedding', 2450, 80],
  ['KET-COP', 'Copper Kettle', '铜水壶', 'kitchen', 6400, 0],
  ['CHR-ASH', 'Ash Dining Chair', '白蜡木餐椅', 'chairs', 15900, 7],
].map(([sku, name, nameZh, category, cents, stock]) => [
  sku,
  name,
  nameZh,
  category,
  cents,
  'EUR',
  stock,
  `The ${name} of our own workshop.`,
  `本店工坊制作的${nameZh}。`,
  searchText(...[sku, name, nameZh, category].map(String)),
])

const orderColumns = 'number customer placed_at status currency total_cents address'.split(' ')

const berlin = 'Lindenweg 8, 10115 Berlin, Germany'

const orders = [
  ['HP-09987', anna.id, '2026-11-02T10:00:00.000Z', 'delivered', 'EUR', 6400, berlin],
  [
    'HP-10011',
    tom.id,
    '2026-11-09T12:00:00.000Z',
    'shipped',
    'EUR',
    8900,
    '5 Harbour Street, Bristol BS1 4RJ, United Kingdom',
  ],
  ['HP-10023', anna.id, '2026-11-16T09:30:00.000Z', 'shipped', 'EUR', 13800, berlin],
  [
    'HP-10042',
    xiaoming.id,
    '2026-11-19T03:15:00.000Z',
    'processing',
    'CNY',
    124000,
    '杭州市湖滨路18号 310001',
  ],
]

const itemColumns = 'order_number line sku name name_zh quantity price_cents'.split(' ')

const items = [
  ['HP-09987', 1, 'KET-COP', 'Copper Kettle', '铜水壶', 1, 6400],
  ['HP-10011', 1, 'LMP-OAK', 'Oak Desk Lamp', '橡木台灯', 1, 8900],
  ['HP-10023', 1, 'LMP-OAK', 'Oak Desk Lamp', '橡木台灯', 1, 8900],
  ['HP-10023', 2, 'CUS-LIN', 'Linen Cushion', '亚麻靠垫', 2, 2450],
  ['HP-10042', 1, 'CHR-ASH', 'Ash Dining Chair', '白蜡木餐椅', 1, 124000],
]

const shipmentColumns =
  'order_number line carrier tracking status shipped_at expected_at delivered_at'.split(' ')

const shipments = [
  [
    'HP-09987',
    1,
    'DHL',
    'JD014600009987',
    'delivered',
    '2026-11-03T15:00:00.000Z',
    '2026-11-06T00:00:00.000Z',
    '2026-11-05T11:20:00.000Z',
  ],
  [
    'HP-10011',
    1,
    'Royal Mail',
    'RM000010011GB',
    'in transit',
    '2026-11-10T15:00:00.000Z',
    '2026-11-14T00:00:00.000Z',
    null,
  ],
  [
    'HP-10023',
    1,
    'DHL',
    'JD014600010023',
    'in transit',
    '2026-11-17T15:00:00.000Z',
    '2026-11-23T00:00:00.000Z',
    null,
  ],
]

const ticketColumns =
  'number customer order_number category priority subject body status opened_at'.split(' ')

const tickets = [
  [
    'T-7K2M4Q',
    tom.id,
    'HP-10011',
    'delivery',
    'normal',
    'Parcel is late',
    'It should have been here on Saturday.',
    'open',
    '2026-11-16T08:00:00.000Z',
  ],
]
