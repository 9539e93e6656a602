import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../../src/conversation.ts'
import { run, type Database } from '../../../src/crm/database.ts'
import { readLog, record, startConversation } from '../../../src/crm/log.ts'
import { forgetConversation, forgetRecord, rereadMessages } from '../../../src/crm/search/forget.ts'
import { catchUpIndex, keepIndex } from '../../../src/crm/search/keep-index.ts'
import { rebuildIndex } from '../../../src/crm/search/rebuild-index.ts'
import { search } from '../../../src/crm/search/search.ts'
import { seesOf, type Asker } from '../../../src/crm/access/asker.ts'
import { databases, sqlite, type TestStore } from '../../databases.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const admin: Asker = {
  id: 'a',
  name: 'A',
  role: 'admin',
  teams: [],
  via: 'desk',
  sees: 'all',
}

let said = 0
const customer = (text: string): Event => ({ kind: 'customer-said', clientId: `${++said}`, text })

async function chat(db: Database, events: readonly Event[], at = '2026-11-20T10:00:00.000Z') {
  const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
  await record(db, { conversation: id, events, at })
  return id
}

describe.each(databases)('search on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  let lamp: string
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
    lamp = await chat(db, [
      customer('The oak lamp arrived broken, I want a refund for HP-10023'),
      { kind: 'identified', customer: anna.id, how: 'checked' },
      { kind: 'bot-said', text: 'I am sorry about the lamp.' },
      {
        kind: 'agent-said',
        clientId: 'x',
        text: 'A replacement is on its way',
        agent: { id: 'm', name: 'Mei' },
      },
      { kind: 'noted', text: 'Wants it by Monday', agent: { id: 'm', name: 'Mei' } },
    ])
    await chat(db, [customer('我要退货，橡木台灯坏了')])
    await chat(
      db,
      [customer('refund please, the cushion is too small')],
      '2026-10-02T10:00:00.000Z',
    )
    await chat(db, [
      customer('a lamp of oak, is it in stock?'),
      { kind: 'resolved', agent: { id: 'm', name: 'Mei' } },
    ])
    await catchUpIndex(db)
  })
  afterAll(() => opened.remove())

  const found = async (text: string, more: object = {}) =>
    (await search(db, { asker: admin, text, ...more })).hits
  const seen = async (text: string, more: object = {}) =>
    (await found(text, more)).map(({ kind, ref, excerpt }) =>
      kind === 'message' ? excerpt.text : ref,
    )

  const broken = 'The oak lamp arrived broken, I want a refund for HP-10023'
  const cushion = 'refund please, the cushion is too small'
  const chinese = '我要退货，橡木台灯坏了'

  test.each<[name: string, text: string, refs: string[]]>([
    ['a word', 'replacement', ['A replacement is on its way']],
    ['a note', 'monday', ['Wants it by Monday']],
    ['a word in capitals', 'REFUND', [broken, cushion]],
    ['all words in any order', 'refund lamp', [broken]],
    ['the beginning of a word', 'replac', ['A replacement is on its way']],
    ['a letter wrong', 'replacemant', ['A replacement is on its way']],
    ['a letter missing', 'cushon', [cushion, 'HP-10023']],
    ['two letters swapped', 'brokne', [broken]],
    ['a letter too many', 'refunnd', [broken, cushion]],
    ['a phrase', '"oak lamp"', [broken]],
    ['no phrase that is not there', '"lamp oak"', []],
    ['no mistake in a phrase', '"oak lmap"', []],
    ['two characters', '退货', [chinese]],
    ['two words without a blank between them', '台灯退货', [chinese]],
    ['one character', '坏', [chinese]],
    ['a Chinese phrase', '“要退货”', [chinese]],
    ['no Chinese phrase that is not there', '“货退要”', []],
    ['a customer', 'anna berg', [anna.id]],
    ['a customer in Chinese', '王小明', [xiaoming.id]],
    ['an e-mail address', 'tom.keller@example.com', [tom.id]],
    ['a telephone number without its country', '305550101', [anna.id]],
    ['an order by its number, then who mentioned it', 'hp-10023', ['HP-10023', broken]],
    ['an order without the dash', 'HP10023', ['HP-10023', broken]],
    ['an order by its tracking number', 'JD014600009987', ['HP-09987']],
    ['orders by what was sold', '"Oak Desk Lamp"', ['HP-10011', 'HP-10023']],
    ['a ticket', 'T-7K2M4Q', ['T-7K2M4Q']],
    ['a ticket by its words', 'parcel late', ['T-7K2M4Q']],
    ['nothing', 'zeppelin', []],
    ['no text', '   ', []],
    ['marks only', '"" ?!', []],
    ['what means something to the engines', `' " OR NEAR( * & | ! <-> :* \\ refund`, []],
  ])('finds %s: %s', async (_name, text, refs) => {
    expect(await seen(text)).toEqual(refs)
  })

  test.each<[text: string, refs: string[]]>([
    ['refund from:2026-11-01', [broken]],
    ['refund to:2026-11-01', [cushion]],
    ['refund 到：2026-10-02', [cushion]],
    ['kind:ticket', ['T-7K2M4Q']],
    ['类型：工单 状态：进行中', ['T-7K2M4Q']],
    ['kind:ticket status:closed', []],
    ['lamp kind:order status:shipped', ['HP-10023', 'HP-10011']],
    ['lamp kind:message status:resolved', ['a lamp of oak, is it in stock?']],
    ['email:tom.keller@example.com', ['T-7K2M4Q', 'HP-10011', tom.id]],
    [`lamp email:${anna.email}`, ['HP-10023', broken, 'I am sorry about the lamp.']],
    ['email:nobody@example.com', []],
    ['order:hp-10023', [anna.id, 'HP-10023', broken]],
    ['订单：HP-10011 类型：工单', ['T-7K2M4Q']],
  ])('%s', async (text, refs) => {
    expect((await seen(text)).toSorted()).toEqual(refs.toSorted())
  })

  test('says where it stands, who said it, and marks what was looked for', async () => {
    const [first] = await found('refund lamp')
    expect(first).toMatchObject({
      kind: 'message',
      conversation: lamp,
      seq: 1,
      by: 'customer',
      customer: { id: anna.id, name: anna.name },
      status: 'open',
      at: '2026-11-20T10:00:00.000Z',
    })
    const marked = first?.excerpt.marks.map(([start, end]) => first.excerpt.text.slice(start, end))
    expect(marked).toEqual(['lamp', 'refund'])
    const [two] = await found('退货')
    expect(two?.excerpt.marks.map(([start, end]) => two.excerpt.text.slice(start, end))).toEqual([
      '退货',
    ])
    expect((await found('hp-09987'))[0]).toMatchObject({ conversation: lamp, title: 'HP-09987' })
  })

  test('editors find nothing', async () => {
    const roles = ['admin', 'agent', 'editor'] as const
    const counts = roles.map(
      async (role) =>
        (await found('lamp', { asker: { ...admin, role, sees: seesOf(role, 'all') } })).length,
    )
    expect((await Promise.all(counts)).map((count) => count > 0)).toEqual([true, true, false])
  })

  test('a cursor that is none is refused', async () => {
    for (const cursor of ['x', '', Buffer.from('{"now":1}').toString('base64url')]) {
      await expect(found('lamp', { cursor })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'BadCursor',
      })
    }
  })

  test('pages follow on each other, also while more is said', async () => {
    const id = await chat(
      db,
      Array.from({ length: 450 }, (_, i) => customer(`parrot ${i}`)),
    )
    await catchUpIndex(db)
    const all: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await search(db, {
        asker: admin,
        text: 'parrot',
        limit: 60,
        ...(cursor && { cursor }),
      })
      all.push(...page.hits.map(({ ref }) => ref))
      await record(db, { conversation: id, events: [customer('parrot of later')] })
      await catchUpIndex(db)
      if (!page.next) break
      cursor = page.next
    }
    expect(all).toHaveLength(450)
    expect(new Set(all).size).toBe(450)
  })

  test('a record is found as it is now', async () => {
    const change = (sql: string, ...params: unknown[]) =>
      db.write(() => run(sql, ...params)).then(() => catchUpIndex(db))
    await change("update customers set name = 'Anna Zimmermann' where id = ?", anna.id)
    expect(await seen('zimmermann')).toEqual([anna.id])
    await change("update customers set name = 'Anna Berg' where id = ?", anna.id)
    expect(await seen('zimmermann')).toEqual([])
    await change("update shipments set tracking = 'ZZ778899' where order_number = 'HP-10023'")
    expect(await seen('zz778899')).toEqual(['HP-10023'])
    await change("delete from tickets where number = 'T-7K2M4Q'")
    expect(await seen('parcel')).toEqual([])
  })

  test('made anew, it is what it was', async () => {
    const contents = async () => [
      await db.all('select word, uses from search_words order by word'),
      await db.all('select kind, ref, at from search_entries order by kind, ref'),
      await db.all('select rowid from search_messages order by rowid'),
      await seen('cushion refund'),
    ]
    const before = await contents()
    await rebuildIndex(db)
    expect(await seen('cushion refund')).toEqual([])
    await catchUpIndex(db)
    expect(await contents()).toEqual(before)
  })

  test('the words of what is gone are gone', async () => {
    const id = await chat(db, [customer('my canary is called Quetzalcoatl 鸑鷟')])
    await catchUpIndex(db)
    expect(await seen('quetzalcoatl')).toHaveLength(1)
    await db.write(() => forgetConversation(db, id))
    await db.write(() => forgetRecord(db, 'customer', tom.id))
    expect([await seen('quetzalcoatl'), await seen('鸑鷟'), await seen('keller')]).toEqual([
      [],
      [],
      [],
    ])
    const words = await db.all<{ word: string }>('select word from search_words')
    const left = words.map(({ word }) => word)
    for (const word of ['quetzalcoatl', '鸑鷟', 'keller']) expect(left).not.toContain(word)
    expect(left).toContain('anna')
  })

  test('a message that was rewritten is found as it is now', async () => {
    const id = await chat(db, [customer('ask Mrs Narwhal about the delivery')])
    await catchUpIndex(db)
    const [said] = await readLog(db, id)
    const { position } = said!
    const body = JSON.stringify({ ...customer('ask Mrs ███ about the delivery') })
    await db.write(function* () {
      yield* run('update events set body = ? where position = ?', body, position)
      yield* rereadMessages(db, [position])
    })
    expect(await seen('narwhal')).toEqual([])
    expect(await seen('mrs delivery')).toEqual(['ask Mrs ███ about the delivery'])
    expect(await db.all("select word from search_words where word = 'narwhal'")).toEqual([])
  })

  test('what is erased while it is being read for the index does not come back', async () => {
    const id = await chat(db, [customer('erased at this very moment: pangolin')])
    const erased = db.write(function* () {
      yield* forgetConversation(db, id)
      yield* run(
        'delete from events where conversation = (select key from conversations where id = ?)',
        id,
      )
    })
    await Promise.all([catchUpIndex(db), erased])
    await catchUpIndex(db)
    expect(await seen('pangolin')).toEqual([])
    const words = await db.all("select word from search_words where word = 'pangolin'")
    expect(words).toEqual([])
  })

  test('two processes that index at once take everything in once', async () => {
    const other = await opened.open()
    await chat(
      db,
      Array.from({ length: 700 }, () => customer('okapi')),
    )
    await db.write(() => run("update customers set city = 'Okapitown'"))
    await Promise.all([db, other, db, other].map((one) => catchUpIndex(one)))
    await catchUpIndex(db)
    const uses = await db.all(
      "select word, uses from search_words where word like 'okapi%' order by word",
    )
    expect(uses).toEqual([
      { word: 'okapi', uses: 700 },
      { word: 'okapitown', uses: 3 },
    ])
  })

  test('it keeps up by itself, and catches up after a start', async () => {
    await chat(db, [customer('said while nobody indexed: wombat')])
    const end = keepIndex(db)
    await expect.poll(() => seen('wombat'), { timeout: 10_000 }).toHaveLength(1)
    await chat(db, [customer('said meanwhile: axolotl')])
    await expect.poll(() => seen('axolotl'), { timeout: 10_000 }).toHaveLength(1)
    await end()
  })
})

test('not a byte of what is forgotten is left in the files of SQLite', async () => {
  const { db, url, remove } = await sqlite.store()
  await world(db)
  await db.all('pragma secure_delete = on')
  const canary = 'zanzibarcanary'
  const id = await chat(db, [customer(`call me ${canary}, or 鸑鷟鸘`), customer('and others')])
  for (let i = 0; i < 300; i++) await chat(db, [customer(`nobody in particular, number ${i}`)])
  await db.write(() => run('update customers set name = ? where id = ?', canary, tom.id))
  await catchUpIndex(db)
  const path = url.replace('sqlite:', '')
  const isLeft = async () => {
    await db.all('pragma wal_checkpoint(truncate)')
    const bytes = Buffer.concat([path, `${path}-wal`].map((file) => readFileSync(file)))
    // The index keeps of a word only what differs from the one before it.
    return [canary.slice(3), '鷟鸘'].some((part) => bytes.includes(part))
  }
  expect(await isLeft()).toBe(true)
  await db.write(function* () {
    yield* forgetConversation(db, id)
    yield* forgetRecord(db, 'customer', tom.id)
    yield* run("update events set body = '{}' where body like ?", `%${canary}%`)
    yield* run("update conversations set last_text = '' where id = ?", id)
    yield* run("update customers set name = '' where id = ?", tom.id)
  })
  await catchUpIndex(db)
  expect(await isLeft()).toBe(false)
  await remove()
})
