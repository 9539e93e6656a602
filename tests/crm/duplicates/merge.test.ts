import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { decideDifferent } from '../../../src/crm/duplicates/decide-different.ts'
import { findDuplicates } from '../../../src/crm/duplicates/find-duplicates.ts'
import { keepProposals } from '../../../src/crm/duplicates/keep-proposals.ts'
import { mergeCustomers, mergedInto } from '../../../src/crm/duplicates/merge-customers.ts'
import { openProposals } from '../../../src/crm/duplicates/proposals.ts'
import { undoMerge } from '../../../src/crm/duplicates/undo-merge.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { provingEmails } from '../../../src/crm/people/proving-emails.ts'
import { changeRecord } from '../../../src/crm/records/change-record.ts'
import { customerShape } from '../../../src/crm/records/customer-shape.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { insertAll, run } from '../../../src/crm/work.ts'
import { databases, type TestStore } from '../../databases.ts'
import { mulberry32 } from '../../faults/mulberry32.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const mei = { kind: 'agent', id: 'a-mei', name: 'Mei Lin' } as const
const at = '2026-11-26T10:00:00.000Z'

describe.each(databases)('customers who are one, on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeEach(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterEach(() => opened.remove())

  const merge = (keep: string, gone: string, take: string[] = []) =>
    db.write(() => mergeCustomers({ keep, gone, take, by: mei, at }))
  const undo = (id: string) => db.write(() => undoMerge(id, mei, at))
  const chat = async (customer: string) => {
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    await record(db, {
      conversation: id,
      events: [{ kind: 'identified', customer, how: 'signed' }],
    })
    return id
  }
  /** All that a person could look at, but for how often it was written. */
  const everything = async () => ({
    customers: await rows('select * from customers order by id'),
    orders: await rows('select * from orders order by number'),
    items: await rows('select * from order_items order by order_number, line'),
    tickets: await rows('select * from tickets order by number'),
    conversations: await rows(
      'select id, customer, held_by, status, last_text, unread from conversations order by id',
    ),
  })
  const rows = async (sql: string) => (await db.all(sql)).map(({ version: _, ...row }) => row)

  test('addresses of the files prove orders after a merge as before, and are not verified by it', async () => {
    await db.write(() => run('update customers set email_verified = 0'))
    const before = await everything()
    const id = await merge(anna.id, tom.id, ['email'])
    expect(await provingEmails(db, anna.id)).toEqual([tom.email, anna.email])
    expect(
      await db.all('select email_verified as verified from customers where id = ?', anna.id),
    ).toEqual([{ verified: 0 }])
    expect(await db.all("select value, verified_at from contacts where kind = 'email'")).toEqual([
      { value: anna.email, verified_at: null },
    ])
    await undo(id)
    expect(await everything()).toEqual(before)
  })

  test('orders, tickets and conversations go over, with a line in both timelines', async () => {
    const conversation = await chat(tom.id)
    await merge(anna.id, tom.id, ['phone'])
    expect(
      await db.all('select id, name, phone from customers where id in (?, ?)', anna.id, tom.id),
    ).toEqual([{ id: anna.id, name: anna.name, phone: '+44 20 5550 0103' }])
    expect(
      await db.all('select number from orders where customer = ? order by number', anna.id),
    ).toHaveLength(3)
    expect(await db.all('select customer from tickets')).toEqual([{ customer: anna.id }])
    expect(await db.all('select customer from conversations where id = ?', conversation)).toEqual([
      { customer: anna.id },
    ])
    expect(await checkLog(db)).toMatchObject({ broken: [], stale: [] })
    expect(await db.write(() => mergedInto(tom.id))).toBe(anna.id)
    const [kept] = await readHistory(db, 'customer', anna.id)
    expect(kept?.fields).toContainEqual({ field: 'merged', was: null, became: tom.id })
    const gone = await readHistory(db, 'customer', tom.id)
    expect(gone[1]?.fields).toEqual([{ field: 'mergedInto', was: null, became: anna.id }])
  })

  test('random merges and then all of them undone give back the same store', async () => {
    const columns =
      'id name email email_key phone language address city country postcode tier since'.split(' ')
    const ids = [anna.id, xiaoming.id, tom.id, ...Array.from({ length: 9 }, (_, i) => `C-2${i}`)]
    await db.write(() =>
      insertAll(
        'customers',
        columns,
        ids
          .slice(3)
          .map((id, i) => [
            id,
            ...columns.slice(1, -2).map((column) => `${column.replace('_key', '')} ${i}`),
            i % 2 ? 'gold' : 'silver',
            at,
          ]),
      ),
    )
    for (const id of ids) await chat(id)
    for (let seed = 1; seed <= 5; seed++) {
      const random = mulberry32(seed)
      const before = await everything()
      const left = [...ids]
      const merges: string[] = []
      while (left.length > 1 && (merges.length < 2 || random() < 0.85)) {
        const [gone] = left.splice(Math.floor(random() * left.length), 1)
        const keep = left[Math.floor(random() * left.length)]!
        const take = ['name', 'phone', 'city', 'tier', 'address'].filter(() => random() < 0.5)
        merges.push(await merge(keep, gone!, take))
      }
      expect(merges.length).toBeGreaterThan(0)
      for (const id of merges.reverse()) expect(await undo(id)).toMatchObject({ left: [] })
      expect(await everything()).toEqual(before)
    }
    expect(await checkLog(db)).toMatchObject({ broken: [], stale: [] })
  })

  test('what was changed since a merge stays, and what came since stays with whom it came to', async () => {
    const id = await merge(anna.id, tom.id, ['phone', 'city'])
    await db.write(() =>
      changeRecord(customerShape, anna.id, { by: mei, at, set: { city: 'Kiel' } }),
    )
    const later = await chat(anna.id)
    expect(await undo(id)).toEqual({ kept: anna.id, back: tom.id, left: ['city'] })
    expect(await db.all('select city, phone from customers where id = ?', anna.id)).toEqual([
      { city: 'Kiel', phone: '+49 30 555 0101' },
    ])
    expect(await db.all('select customer from conversations where id = ?', later)).toEqual([
      { customer: anna.id },
    ])
  })

  test('merges in a row are undone from the last on, each once', async () => {
    const first = await merge(tom.id, xiaoming.id)
    const second = await merge(anna.id, tom.id)
    expect(await db.write(() => mergedInto(xiaoming.id))).toBe(anna.id)
    await expect(undo(first)).rejects.toMatchObject({ code: 'LaterMerge' })
    await undo(second)
    await undo(first)
    await expect(undo(first)).rejects.toMatchObject({ code: 'MergeUndone' })
  })

  test('nothing is merged when one of both was changed since it was looked at', async () => {
    const before = await everything()
    const merging = db.write(() =>
      mergeCustomers({
        keep: anna.id,
        gone: tom.id,
        take: [],
        by: mei,
        at,
        expected: { keep: 1, gone: 2 },
      }),
    )
    await expect(merging).rejects.toMatchObject({ code: 'RecordChanged' })
    await expect(merge(anna.id, anna.id)).rejects.toMatchObject({ code: 'SameCustomer' })
    await expect(merge(anna.id, 'C-none')).rejects.toMatchObject({ code: 'CustomerNotFound' })
    expect(await everything()).toEqual(before)
  })

  test('proposals are found, decided about once, and never merged by themselves', async () => {
    const columns =
      'id name email email_key phone language address city country postcode tier since'.split(' ')
    await db.write(() =>
      insertAll('customers', columns, [
        [
          'C-30',
          'Berg, Anna',
          anna.email,
          anna.email,
          '',
          'en',
          'Lindenweg 8',
          'Berlin',
          'DE',
          '10115',
          'gold',
          at,
        ],
        ['C-31', 'Wang Xiaoming', '', '', '13800000002', 'en', '', '', 'China', '', 'gold', at],
        [
          'C-32',
          'Emma Berg',
          'e@example.com',
          'e@example.com',
          '+49 30 555 0101',
          'en',
          'Lindenweg 8',
          'Berlin',
          'DE',
          '10115',
          'gold',
          at,
        ],
      ]),
    )
    const before = await everything()
    await keepProposals(db, await findDuplicates(db))
    const pairs = (await openProposals(db)).map(({ a, b }) => [a.id, b.id])
    expect(pairs.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      [anna.id, 'C-30'],
      [xiaoming.id, 'C-31'],
    ])
    expect(await everything()).toEqual(before)
    await db.write(() => decideDifferent('C-30', anna.id, mei, at))
    await keepProposals(db, await findDuplicates(db))
    expect((await openProposals(db)).map(({ b }) => b.id)).toEqual(['C-31'])
    await merge(xiaoming.id, 'C-31')
    await keepProposals(db, await findDuplicates(db))
    expect(await openProposals(db)).toEqual([])
    await expect(db.write(() => decideDifferent('C-1', 'C-2', mei, at))).rejects.toMatchObject({
      code: 'ProposalNotFound',
    })
  })
})
