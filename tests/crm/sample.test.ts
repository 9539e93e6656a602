import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateSample } from '../../data/sample/generate.ts'
import { findCustomer, findCustomerByEmail, findCustomers } from '../../src/crm/customers.ts'
import { type Database, run } from '../../src/crm/database.ts'
import { loadSample } from '../../src/crm/load-sample.ts'
import { findOrder, ordersOf } from '../../src/crm/orders.ts'
import { findProducts } from '../../src/crm/products.ts'
import { insertAll } from '../../src/crm/work.ts'
import { databases, type TestStore } from '../databases.ts'
import { anna, freshStore, tom, world, xiaoming } from '../people.ts'

const SAMPLE = 'data/sample'

test('the generator writes the very files that are here', () => {
  const files = generateSample()
  for (const [file, content] of Object.entries(files)) {
    expect(readFileSync(join(SAMPLE, file), 'utf8') === content, file).toBe(true)
  }
  const size = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0)
  expect(size).toBeLessThan(1_500_000)
})

const count = async (db: Database, table: string) =>
  (await db.all<{ count: number }>(`select count(*) as count from ${table}`))[0]?.count

describe.each(databases)('the sample shop on $name', ({ store }) => {
  let loaded: TestStore
  beforeAll(async () => {
    loaded = await store()
    await loadSample(loaded.db, SAMPLE)
  })
  afterAll(() => loaded.remove())

  test('is loaded once, also by two at once', async () => {
    const { db, open, remove } = await store()
    const other = await open()
    const loads = await Promise.all([loadSample(db, SAMPLE), loadSample(other, SAMPLE)])
    expect(loads.filter(Boolean)).toHaveLength(1)
    expect(await loadSample(db, SAMPLE)).toBe(false)
    expect(await count(db, 'customers')).toBe(300)
    expect(await count(db, 'products')).toBe(40)
    expect(await count(db, 'orders')).toBe(1_200)
    expect(await count(db, 'tickets')).toBe(120)
    await remove()
  })

  test('has the people that the tests and the README speak of', async () => {
    const { db } = loaded
    for (const person of [anna, xiaoming, tom]) {
      expect(await findCustomer(db, person.id)).toMatchObject(person)
    }
    expect(await findCustomerByEmail(db, ' Anna.Berg@EXAMPLE.com')).toMatchObject({ id: anna.id })
    expect(await findCustomers(db, [anna.id, tom.id, anna.id, 'nobody'])).toHaveLength(2)
    expect(await findOrder(db, 'hp-10023')).toMatchObject({
      customer: anna.id,
      status: 'shipped',
      currency: 'EUR',
      total: 138,
      items: [
        { sku: 'LMP-OAK', name: 'Oak Desk Lamp', nameZh: '橡木台灯', quantity: 1, price: 89 },
        { sku: 'CUS-LIN', quantity: 2, price: 24.5 },
      ],
      shipments: [{ status: 'in transit', deliveredAt: null }],
    })
    expect(await findOrder(db, 'HP-10042')).toMatchObject({
      customer: xiaoming.id,
      status: 'processing',
      currency: 'CNY',
      shipments: [],
    })
    const numbers = (await ordersOf(db, anna.id)).map(({ number }) => number)
    expect(numbers).toEqual(['HP-10023', 'HP-09987', 'HP-09300'])
    expect(await findOrder(db, 'HP-99999')).toBeNull()
  })

  test('can be moved to end today', async () => {
    const { db, remove } = await store()
    await loadSample(db, SAMPLE, { today: new Date('2027-01-20T15:00:00.000Z') })
    expect(await findOrder(db, 'HP-10023')).toMatchObject({ placedAt: '2027-01-16T09:30:00.000Z' })
    await remove()
  })

  test('never mixes with customers of somebody’s own', async () => {
    const { db, remove } = await store()
    await world(db)
    expect(await loadSample(db, SAMPLE)).toBe(false)
    expect(await count(db, 'customers')).toBe(3)
    await remove()
  })

  test('finds products as another program has just changed them', async () => {
    const { db, open, remove } = await store()
    await loadSample(db, SAMPLE)
    const other = await open()
    const change = (sql: string) => other.write(() => run(sql))
    const found = async () => (await findProducts(db, 'lmp-oak')).map(({ stock }) => stock)
    expect(await found()).toHaveLength(1)
    await change("update products set stock = 77 where sku = 'LMP-OAK'")
    expect(await found()).toEqual([77])
    await change(
      `insert into products (sku, name, name_zh, category, price_cents, currency, stock,
         description, description_zh, search)
       select 'LMP-OAK-2', name, name_zh, category, price_cents, currency, 78,
         description, description_zh, search from products where sku = 'LMP-OAK'`,
    )
    expect(await found()).toEqual([77, 78])
    await change("delete from products where sku = 'LMP-OAK'")
    expect(await found()).toEqual([78])
    await remove()
  })

  test('finds the one that is meant among thousands that are like it', async () => {
    const { db, remove } = await store()
    const columns = ['sku', 'name', 'name_zh', 'category', 'price_cents', 'currency', 'stock']
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const [sku, name] = [`L-${String(i).padStart(5, '0')}`, `Lamp ${i % 2 ? 'Oak' : 'Ash'}`]
      const colour = i === 9_001 ? 'vermilion' : 'white'
      return [
        sku,
        name,
        '灯',
        'lamps',
        100,
        'EUR',
        1,
        '',
        '',
        `${sku} ${name} ${colour}`.toLowerCase(),
      ]
    })
    const all = [...columns, 'description', 'description_zh', 'search']
    await db.write(() => insertAll('products', all, rows))
    const skus = async (text: string) => (await findProducts(db, text, 2)).map(({ sku }) => sku)
    expect(await skus('an oak lamp in vermilion')).toEqual(['L-09001', 'L-00001'])
    expect(await skus('l-09999')).toEqual(['L-09999'])
    await remove()
  })

  test.each([
    ['lamps', 'Oak Desk Lamp'],
    ['OAK  desk lamp', 'Oak Desk Lamp'],
    ['lmp-oak', 'Oak Desk Lamp'],
    ['the copper kettles, please', 'Copper Kettle'],
    ['台灯', 'Oak Desk Lamp'],
    ['那个铜水壶', 'Copper Kettle'],
    ['spaceship', undefined],
    ['100%', undefined],
    ['  ', undefined],
  ])('"%s" finds %s', async (text, name) => {
    const names = (await findProducts(loaded.db, text, 6)).map((product) => product.name)
    expect(names.includes(name ?? '')).toBe(name !== undefined)
    if (name === undefined) expect(names).toEqual([])
  })
})

test('a broken file is refused with its line, and nothing is loaded', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-'))
  const files = { ...generateSample() }
  files['orders.csv'] = files['orders.csv']!.replace(/(HP-08852,[^,]*,)[^,]*/, '$1yesterday')
  for (const [file, content] of Object.entries(files)) writeFileSync(join(dir, file), content)
  const { db, remove } = await freshStore()
  await expect(loadSample(db, dir)).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringMatching(/orders\.csv:4: placed_at should be a time/),
  })
  expect(await db.all('select id from customers')).toEqual([])
  await remove()
})
