import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { checkImport } from '../../../src/crm/import/check-import.ts'
import { addImport, findImport } from '../../../src/crm/import/imports.ts'
import type { ImportPlan } from '../../../src/crm/import/import-plan.ts'
import type { ImportKind } from '../../../src/crm/import/import-targets.ts'
import { planImport } from '../../../src/crm/import/plan-import.ts'
import { runImport } from '../../../src/crm/import/run-import.ts'
import { undoImport } from '../../../src/crm/import/undo-import.ts'
import { changeRecord } from '../../../src/crm/records/change-record.ts'
import { customerShape } from '../../../src/crm/records/customer-shape.ts'
import { findCustomerByEmail } from '../../../src/crm/customers.ts'
import { customerRecord } from '../../../src/crm/people/customer-record.ts'
import { provingEmails } from '../../../src/crm/people/proving-emails.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, world } from '../../people.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))
const mei = { kind: 'agent', id: 'a-mei', name: 'Mei Lin' } as const

function file(...lines: string[]): string {
  const path = join(dir, 'file.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

describe.each(databases)('import on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeEach(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterEach(() => opened.remove())

  const planned = async (kind: ImportKind, path: string, more: Partial<ImportPlan> = {}) => ({
    ...(await planImport(path, kind)),
    ...more,
  })
  const imported = async (kind: ImportKind, path: string, more: Partial<ImportPlan> = {}) => {
    const plan = await planned(kind, path, more)
    const id = await addImport(db, { fileName: 'file.csv', plan, by: mei })
    return runImport(db, id, path)
  }
  const refusals = (id: string) =>
    db.all<{ line: number; cells: string; reasons: string }>(
      'select line, cells, reasons from import_refusals where import = ? order by line',
      id,
    )
  const everything = async () => ({
    customers: await db.all('select * from customers order by id'),
    orders: await db.all('select * from orders order by number'),
    items: await db.all('select * from order_items order by order_number, line'),
    tickets: await db.all('select * from tickets order by number'),
    products: await db.all('select * from products order by sku'),
  })

  test('customers from a file in Chinese', async () => {
    const path = file(
      '客户编号,姓名,手机号,邮箱,城市,注册时间,会员等级',
      'C-9001,李雷,13800001492,lilei@example.cn,上海,2025年3月1日,金卡',
      'C-9002,韩梅梅,+86 139 0000 1111,hanmm@example.cn,北京,2025/4/2,普通',
    )
    const { made, refused, status } = await imported('customers', path, { country: 'CN' })
    expect({ made, refused, status }).toEqual({ made: 2, refused: 0, status: 'done' })
    const [customer] = await db.all(`select * from customers where id = 'C-9001'`)
    expect(customer).toMatchObject({
      name: '李雷',
      email: 'lilei@example.cn',
      email_key: 'lilei@example.cn',
      phone: '13800001492',
      language: 'zh',
      city: '上海',
      tier: 'gold',
      since: '2025-03-01T00:00:00.000Z',
      version: 1,
    })
    expect(await readHistory(db, 'customer', 'C-9001')).toMatchObject([
      { version: 1, what: 'made', by: { kind: 'import', name: 'Mei Lin' } },
    ])
  })

  test('an address from a file proves an order, and not who somebody is', async () => {
    const rows = ['id,name,email', 'C-9001,Ann,ann@example.com']
    await imported('customers', file(...rows))
    const before = await customerRecord(db, 'C-9001', [])
    expect(before).toMatchObject({ emailVerified: false, emailOnFile: true })
    expect(await provingEmails(db, 'C-9001')).toEqual(['ann@example.com'])
    expect(await findCustomerByEmail(db, 'ann@example.com')).toMatchObject({ id: 'C-9001' })

    const set = { email: 'ann@typed.example', emailVerified: false, emailOnFile: false }
    const at = new Date().toISOString()
    await db.write(() =>
      changeRecord(customerShape, 'C-9001', {
        by: mei,
        at,
        set,
        columns: { email_key: 'ann@typed.example' },
      }),
    )
    expect(await provingEmails(db, 'C-9001')).toEqual([])
    const { id } = await imported('customers', file(...rows), { accepted: ['update'] })
    expect(await provingEmails(db, 'C-9001')).toEqual(['ann@example.com'])
    await undoImport(db, id, mei)
    expect(await provingEmails(db, 'C-9001')).toEqual([])
  })

  test('rows that are wrong are left out with a reason, and each is there no more once a person accepts its repair', async () => {
    const path = file(
      'id,name,email,phone,since,tier',
      'C-9001,Ann,ann@example.com,+49 30 55501234,2025-01-02,gold',
      'C-9002,Bob,bob@example,+49 30 55501234,2025-01-02,gold',
      'C-9003,Cy,cy@example.com,12,2025-01-02,gold',
      'C-9004,Di,di@example.com,,2999-01-02,gold',
      'C-9005,Ed,ed@example.com,,2025-02-31,gold',
      'C-9006,Flo,flo@example.com,,2025-01-02,platinum',
      'C-9001,Gus,gus@example.com,,2025-01-02,gold',
      'C-9001,Ann,ann@example.com,+49 30 55501234,2025-01-02,gold',
      `${anna.id},Anna B.,,,,`,
      ',,,,,gold',
    )
    const { report } = await checkImport(db, path, await planned('customers', path))
    expect(report).toMatchObject({ rows: 10, made: 1, changed: 0, skipped: 1, refused: 8 })
    const kinds = report.findings.filter(({ refused }) => refused > 0)
    expect(
      kinds
        .map(({ kind, field, repairs }) => [kind, field, ...repairs])
        .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['bad-email', 'email', 'empty:email'],
      ['bad-phone', 'phone', 'empty:phone'],
      ['exists', null, 'update'],
      ['future-date', 'since', 'empty:since'],
      ['impossible-date', 'since', 'empty:since'],
      ['missing', 'name'],
      ['same-key', null],
      ['unknown-word', 'tier', 'default:tier'],
    ])
    const accepted = [
      'empty:email',
      'empty:phone',
      'update',
      'empty:since',
      'default:tier',
    ] as const
    const done = await imported('customers', path, { accepted })
    expect(done).toMatchObject({ made: 6, changed: 1, skipped: 1, refused: 2, done: 10 })
    expect((await refusals(done.id)).map(({ line }) => line)).toEqual([8, 11])
    expect(await db.all(`select name, email, tier from customers where id = ?`, anna.id)).toEqual([
      { name: 'Anna B.', email: anna.email, tier: 'gold' },
    ])
    expect(
      await db.all(
        `select email, phone, tier from customers where id in ('C-9002', 'C-9003', 'C-9006') order by id`,
      ),
    ).toEqual([
      { email: '', phone: '+49 30 55501234', tier: 'gold' },
      { email: 'cy@example.com', phone: '', tier: 'gold' },
      { email: 'flo@example.com', phone: '', tier: 'standard' },
    ])
  })

  test('orders with a row for each item, whose customers are named by id or address', async () => {
    const path = file(
      'Order Number;Email;Order Date;Status;Currency;Total;SKU;Quantity;Unit Price',
      `hp-777;${anna.email.toUpperCase()};20.11.2025;Shipped;EUR;1.138,00;LMP-OAK;1;89,00`,
      'hp-777;;;;;;CUS-LIN;2;24,50',
      'HP-778;nobody@example.com;20.11.2025;Shipped;EUR;5,00;LMP-OAK;1;5,00',
      'HP-778;;;;;;CUS-LIN;1;5,00',
      'HP-779;C-1002;20.11.2025;Cancelled;€;-5,00;LMP-OAK;1;5,00',
    )
    const done = await imported('orders', path)
    expect(done).toMatchObject({ made: 1, refused: 3, status: 'done' })
    expect(await db.all(`select * from orders where number = 'HP-777'`)).toMatchObject([
      {
        customer: anna.id,
        total_cents: 113_800,
        status: 'shipped',
        placed_at: '2025-11-20T00:00:00.000Z',
      },
    ])
    expect(
      await db.all(
        `select line, sku, name, quantity, price_cents from order_items where order_number = 'HP-777' order by line`,
      ),
    ).toEqual([
      { line: 1, sku: 'LMP-OAK', name: 'Oak Desk Lamp', quantity: 1, price_cents: 8_900 },
      { line: 2, sku: 'CUS-LIN', name: 'Linen Cushion', quantity: 2, price_cents: 2_450 },
    ])
    const reasons = (await refusals(done.id)).map(({ reasons }) => JSON.parse(reasons)[0].kind)
    expect(reasons).toEqual(['unknown-reference', 'unknown-reference', 'negative-number'])
  })

  test.each<[ImportKind, string[]]>([
    ['products', ['sku,name,price,stock', 'NEW-1,New lamp,12.50,3', 'LMP-OAK,Oak Lamp,99.00,1']],
    ['tickets', ['subject,customer,priority', `Broken,${anna.id},urgent`, 'Late,,low']],
    ['customers', ['name,email', 'New One,new@example.com', 'Other,other@example.com']],
    ['customers', ['id,name,email', `${anna.id},Anna B,`, 'C-1002,Wang,w@example.cn']],
    [
      'orders',
      [
        'number,customer,date,total,sku,qty',
        `N-1,${anna.id},2025-01-02,5.00,LMP-OAK,1`,
        'N-1,,,,CUS-LIN,2',
      ],
    ],
  ])('an import of %s is undone to the last field', async (kind, lines) => {
    const before = await everything()
    const { id, refused } = await imported(kind, file(...lines), { accepted: ['update'] })
    expect(refused).toBe(0)
    expect(await everything()).not.toEqual(before)
    expect(await undoImport(db, id, mei)).toMatchObject({ status: 'undone' })
    const versionless = (all: object) =>
      JSON.parse(JSON.stringify(all, (key, value: unknown) => (key === 'version' ? 0 : value)))
    expect(versionless(await everything())).toEqual(versionless(before))
    // And again, under the same keys.
    const again = await imported(kind, file(...lines), { accepted: ['update'] })
    expect(again).toMatchObject({ refused: 0 })
    expect(await undoImport(db, again.id, mei)).toMatchObject({ status: 'undone' })
  })

  test('what was changed or used since an import is left, and said so', async () => {
    const path = file('id,name', 'C-9001,Ann', 'C-9002,Bob', 'C-9003,Cy', 'C-9004,Di')
    const { id } = await imported('customers', path)
    const at = new Date().toISOString()
    await db.write(() =>
      changeRecord(customerShape, 'C-9001', { by: mei, at, set: { name: 'Anne' } }),
    )
    await imported('tickets', file('subject,customer', 'Help,C-9002'))
    await db.all(`delete from customers where id = 'C-9003'`)
    expect(await undoImport(db, id, mei)).toMatchObject({ status: 'undone-in-part' })
    expect(
      await db.all(
        'select record, left_because from import_records where import = ? order by record',
        id,
      ),
    ).toEqual([
      { record: 'C-9001', left_because: 'changed' },
      { record: 'C-9002', left_because: 'used' },
      { record: 'C-9003', left_because: 'gone' },
    ])
    expect(await db.all(`select id from customers where id like 'C-9%' order by id`)).toEqual([
      { id: 'C-9001' },
      { id: 'C-9002' },
    ])
  })

  test('an import that is interrupted at any batch goes on, with each row once', async () => {
    const rows = Array.from(
      { length: 650 },
      (_, i) => `C-9${String(i).padStart(4, '0')},N${i},n${i}@example.com`,
    )
    const path = file('id,name,email', ...rows, rows[0]!)
    const plan = await planned('customers', path)
    const id = await addImport(db, { fileName: 'f', plan, by: mei })
    for (let tries = 0; tries < 2; tries++) {
      const crash = runImport(db, id, path, {
        onProgress: () => {
          throw new Error('pulled the plug')
        },
      })
      await expect(crash).rejects.toThrow('pulled the plug')
    }
    expect(await findImport(db, id)).toMatchObject({ status: 'failed', done: 400 })
    expect(await runImport(db, id, path)).toMatchObject({
      status: 'done',
      made: 650,
      skipped: 1,
      done: 651,
    })
    const [row] = await db.all<{ n: number }>(
      `select count(*) as n from customers where id like 'C-9%'`,
    )
    expect(Number(row?.n)).toBe(650)
  })

  test('of two who run one import at the same time one stops, and each row is taken once', async () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => `N${i},n${i}@example.com`)
    const path = file('name,email', ...rows)
    const plan = await planned('customers', path)
    const id = await addImport(db, { fileName: 'f', plan, by: mei })
    const other = await opened.open()
    await Promise.allSettled([runImport(db, id, path), runImport(other, id, path)])
    const [row] = await db.all<{ n: number }>(
      `select count(*) as n from customers where email_key like 'n%'`,
    )
    expect(Number(row?.n)).toBe(1_000)
  })
})
