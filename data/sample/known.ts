/** The people and orders that demos, tests and the README speak of. */

export const knownCustomers = [
  {
    name: 'Anna Berg',
    email: 'anna.berg@example.com',
    language: 'en',
    city: 'Berlin',
    address: 'Lindenweg 8',
    postcode: '10115',
    tier: 'gold',
  },
  {
    name: '王小明',
    email: 'xiaoming.wang@example.cn',
    language: 'zh',
    city: '杭州',
    address: '湖滨路18号',
    postcode: '310001',
    tier: 'standard',
  },
  {
    name: 'Tom Keller',
    email: 'tom.keller@example.com',
    language: 'en',
    city: 'Bristol',
    address: '5 Harbour Street',
    postcode: 'BS1 4RJ',
    tier: 'standard',
  },
  {
    name: '李娜',
    email: 'na.li@example.cn',
    language: 'zh',
    city: '上海',
    address: '愚园路52号',
    postcode: '200040',
    tier: 'silver',
  },
  {
    name: 'Maria Santos',
    email: 'maria.santos@example.com',
    language: 'en',
    city: 'Valencia',
    address: 'Calle Colón 14',
    postcode: '46004',
    tier: 'standard',
  },
  {
    name: '张伟',
    email: 'wei.zhang@example.cn',
    language: 'zh',
    city: '深圳',
    address: '海德三道9号',
    postcode: '518054',
    tier: 'gold',
  },
] as const

type KnownOrder = {
  readonly customer: string
  readonly status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  readonly items: readonly { readonly sku: string; readonly quantity: number }[]
  /** Days after it was placed. */
  readonly shipped?: number
  readonly expected?: number
  readonly delivered?: number
}

const of = (...skus: readonly string[]) =>
  [...new Set(skus)].map((sku) => ({ sku, quantity: skus.filter((own) => own === sku).length }))

export const knownOrders: Readonly<Record<string, KnownOrder>> = {
  // Anna has one on its way, one that she may still send back, and one of last year.
  'HP-10023': {
    customer: 'C-1001',
    status: 'shipped',
    items: of('LMP-OAK', 'CUS-LIN', 'CUS-LIN'),
    shipped: 1.2,
    expected: 7,
  },
  'HP-09987': {
    customer: 'C-1001',
    status: 'delivered',
    items: of('KET-COP'),
    shipped: 1.2,
    expected: 4,
    delivered: 3.1,
  },
  'HP-09300': {
    customer: 'C-1001',
    status: 'delivered',
    items: of('RUG-WOL'),
    shipped: 1.5,
    expected: 5,
    delivered: 4.4,
  },
  // Xiaoming's can still be changed or cancelled.
  'HP-10042': { customer: 'C-1002', status: 'processing', items: of('CHR-ASH') },
  'HP-09960': {
    customer: 'C-1002',
    status: 'delivered',
    items: of('LMP-PAP', 'KIT-MUG'),
    shipped: 0.8,
    expected: 4,
    delivered: 2.9,
  },
  // Tom's should have come on the 14th.
  'HP-10011': {
    customer: 'C-1003',
    status: 'shipped',
    items: of('LMP-OAK'),
    shipped: 1.1,
    expected: 5,
  },
  // Li Na sent hers back.
  'HP-09940': {
    customer: 'C-1004',
    status: 'returned',
    items: of('BED-DUV'),
    shipped: 1,
    expected: 4,
    delivered: 3,
  },
  // Maria cancelled one and ordered again.
  'HP-10035': { customer: 'C-1005', status: 'cancelled', items: of('CHR-ROC') },
  'HP-10047': { customer: 'C-1005', status: 'processing', items: of('CHR-FLD', 'CHR-FLD') },
  // Zhang Wei waits for plants.
  'HP-10027': {
    customer: 'C-1006',
    status: 'shipped',
    items: of('PLT-OLV', 'PLT-POT'),
    shipped: 0.9,
    expected: 6,
  },
}

/** Numbers and the moments at which they were given: between two of them orders fall anyhow. */
export const milestones: readonly (readonly [number: number, at: string])[] = [
  [8849, '2024-11-20T08:00:00.000Z'],
  [9300, '2025-10-14T16:40:00.000Z'],
  [9987, '2026-11-02T10:00:00.000Z'],
  [10011, '2026-11-09T12:00:00.000Z'],
  [10023, '2026-11-16T09:30:00.000Z'],
  [10042, '2026-11-19T03:15:00.000Z'],
  [10049, '2026-11-20T17:40:00.000Z'],
]

/** Tom has asked where it is. */
export const knownTickets = [
  {
    number: 'T-7K2M4Q',
    customer: 'C-1003',
    order_number: 'HP-10011',
    category: 'delivery',
    priority: 'normal',
    subject: 'Parcel is late',
    body: 'It should have been here on Saturday.',
    status: 'open',
    opened_at: '2026-11-16T08:00:00.000Z',
    closed_at: '',
  },
] as const
