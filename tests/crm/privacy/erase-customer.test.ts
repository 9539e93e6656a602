import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkAudit } from '../../../src/crm/audit/check-audit.ts'
import { readAudit } from '../../../src/crm/audit/read-audit.ts'
import { findConversation } from '../../../src/crm/conversations.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { tableShapes } from '../../../src/crm/keeping/table-shapes.ts'
import { readLog, record, startConversation } from '../../../src/crm/log.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { scrubFiles } from '../../../src/crm/privacy/scrub-files.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom } from '../../people.ts'
import { annaEverywhere, annaIn, everything } from './scene.ts'
import { tiedTables } from './tied-tables.ts'

/** Words that only Anna is known by, or said. */
const hers = [
  anna.id,
  anna.name,
  anna.email,
  anna.email.toUpperCase(),
  '+49 30 555 0101',
  'Lindenweg 8',
  'HP-10023"',
  'HP-09987',
  'JD014600010023',
  'T-ANNA01',
  'R-ANNA01',
  'hums',
  'dented',
  'visitor-of-anna',
  'nobody-known',
  'good customer',
  'Potsdam',
  'a.berg@harbour.example',
  'Postfach 77 04',
  'ultramarine',
  'by fax',
  'rung up',
  'Bulb was swapped',
  'Ring her',
  'Swap the bulb',
  'Read what was said',
  'INV-ANNA1',
]

describe.each(databases)('erasing a customer on $name', (engine) => {
  let store: TestStore
  let chats: Awaited<ReturnType<typeof annaEverywhere>>
  beforeEach(async () => {
    store = await engine.store()
    chats = await annaEverywhere(store.db)
  })
  afterEach(() => store.remove())

  test('leaves nothing of hers in any table, and tells what was touched', async () => {
    const before = await everything(store.db)
    for (const word of hers) expect(before).toContain(word.replace(/"$/, ''))
    const { receipt } = await eraseCustomer(store.db, anna.id)
    const after = await everything(store.db)
    for (const word of hers) expect(after).not.toContain(word)
    expect(after).not.toContain(chats.proven)
    expect(receipt).toMatchObject({
      customer: anna.id,
      conversations: 2,
      erased: {
        customers: 1,
        conversations: 2,
        events: 9,
        orders: 2,
        order_items: 3,
        shipments: 2,
        returns: 1,
        return_items: 1,
        tickets: 1,
        failed_proofs: 2,
        api_answers: 2,
        contacts: 1,
        addresses: 1,
        attributes: 1,
        consents: 1,
        notes: 2,
        tasks: 3,
        invoices: 1,
        record_changes: 9,
      },
      blackened: { events: 1, record_changes: 2, notes: 1, tasks: 1 },
    })
  })

  test('leaves nothing of hers in any table that the schema ties to a customer', async () => {
    expect(tiedTables()).toEqual(Object.keys(annaIn).toSorted())
    const rowsOf = async (table: string) =>
      JSON.stringify(await store.db.all(`select * from ${table}`))
    for (const [table, word] of Object.entries(annaIn)) {
      expect(await rowsOf(table), table).toContain(word)
    }
    const { receipt } = await eraseCustomer(store.db, anna.id)
    for (const [table, word] of Object.entries(annaIn)) {
      expect(await rowsOf(table), table).not.toContain(word)
      expect(receipt.erased[table], table).toBeGreaterThan(0)
    }
  })

  test('leaves the log without gaps and the caches right', async () => {
    await eraseCustomer(store.db, anna.id)
    expect(await checkLog(store.db)).toMatchObject({ conversations: 4, broken: [], stale: [] })
  })

  test('leaves the audit log whole, without whom it was about', async () => {
    await eraseCustomer(store.db, anna.id)
    expect(await checkAudit(store.db)).toMatchObject({ entries: 4, brokenAt: null })
    const [erased, ...others] = await readAudit(store.db)
    expect(erased).toMatchObject({ action: 'erased', id: expect.stringMatching(/^[\da-f]{64}$/) })
    expect(others.map(({ id }) => id)).toEqual([null, null, null])
  })

  test('leaves others what is theirs, with her names blackened', async () => {
    await eraseCustomer(store.db, anna.id)
    const [, said] = await readLog(store.db, chats.toms)
    expect(said).toMatchObject({
      text: 'My parcel went to █████████, order ████████, not to me.',
    })
    expect((await findConversation(store.db, chats.toms))?.customer).toBe(tom.id)
    const [stranger] = await readLog(store.db, chats.strangers)
    expect(stranger).toMatchObject({ text: expect.stringContaining('Berg is a fine name') })
    expect(stranger).toMatchObject({ text: expect.stringContaining('HP-100234') })
    expect(await everything(store.db)).toContain('T-7K2M4Q')
  })

  test('a family’s phone and a common name are not hers alone', async () => {
    await store.db.write(function* () {
      yield {
        sql: `insert into customers (id, name, email, email_key, phone, language, address, city,
          country, postcode, tier, since)
          select 'C-2000', name, 'x@example.com', 'x@example.com', phone,
          language, '', '', '', '', tier, since from customers where id = ?`,
        params: [anna.id],
      }
    })
    const { names } = await eraseCustomer(store.db, anna.id)
    expect(names).not.toContain(anna.name)
    expect(names).toContain(anna.email)
    const [, said] = await readLog(store.db, chats.toms)
    expect(said).toMatchObject({ text: expect.stringContaining('Anna Berg') })
  })

  test('who is not there cannot be erased, and is not erased twice', async () => {
    const notFound = { kind: 'not-found', code: 'CustomerNotFound' }
    await expect(eraseCustomer(store.db, 'C-9999')).rejects.toMatchObject(notFound)
    const twice = await Promise.allSettled([1, 2].map(() => eraseCustomer(store.db, anna.id)))
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a turn under way writes nothing any more', async () => {
    const before = await findConversation(store.db, chats.proven)
    await eraseCustomer(store.db, anna.id)
    const late = record(store.db, {
      conversation: chats.proven,
      after: before!.lastSeq,
      events: [{ kind: 'bot-said', text: 'Dear Anna Berg' }],
    })
    await expect(late).rejects.toMatchObject({ code: 'ConversationNotFound' })
    expect(await everything(store.db)).not.toContain('Anna Berg')
  })

  test('a turn that had just proven who she is does not bring her back', async () => {
    const { id } = await startConversation(store.db, {
      visitor: 'v',
      channel: 'web',
      language: 'en',
    })
    await eraseCustomer(store.db, anna.id)
    const late = record(store.db, {
      conversation: id,
      after: 0,
      events: [
        { kind: 'identified', customer: anna.id, how: 'checked' },
        { kind: 'bot-said', text: 'Hello Anna Berg' },
      ],
    })
    await expect(late).rejects.toMatchObject({ code: 'CustomerErased' })
    expect(await readLog(store.db, id)).toEqual([])
  })

  test('a turn that remembers the erased conversation cannot write into a new one of its id', async () => {
    const before = await findConversation(store.db, chats.proven)
    await eraseCustomer(store.db, anna.id)
    await startConversation(store.db, {
      id: chats.proven,
      visitor: 'v',
      channel: 'web',
      language: 'en',
    })
    const late = record(store.db, {
      conversation: chats.proven,
      after: 0,
      startedAt: before!.startedAt,
      events: [{ kind: 'bot-said', text: 'Dear Anna Berg' }],
    })
    await expect(late).rejects.toMatchObject({ code: 'ConversationMovedOn' })
  })

  test('while she chats, from many sides, nothing comes back', async () => {
    const chat = async (id: string) => {
      for (let n = 0; n < 40; n++) {
        const now = await findConversation(store.db, id)
        if (!now) return
        await record(store.db, {
          conversation: id,
          after: now.lastSeq,
          startedAt: now.startedAt,
          events: [
            { kind: 'customer-said', clientId: `${n}`, text: `Anna Berg here, ${n}` },
            ...(n === 3
              ? [{ kind: 'identified', customer: anna.id, how: 'checked' } as const]
              : []),
            { kind: 'bot-said', text: `Dear ${anna.email}` },
          ],
        }).catch(() => null)
      }
    }
    const ids = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const { id } = await startConversation(store.db, {
          visitor: `v${n}`,
          channel: 'web',
          language: 'en',
        })
        return id
      }),
    )
    const talking = Promise.all([...ids, chats.proven].map(chat))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { receipt } = await eraseCustomer(store.db, anna.id)
    await talking
    expect(receipt.conversations).toBeGreaterThanOrEqual(2)
    const proven = await store.db.all('select id from conversations where customer = ?', anna.id)
    expect(proven).toEqual([])
    expect(await readLog(store.db, chats.proven)).toEqual([])
    expect(await checkLog(store.db)).toMatchObject({ broken: [], stale: [] })
  })

  test('the files are searched, and hold nothing of hers', async () => {
    const path = engine.name === 'SQLite' ? store.url.replace('sqlite:', '') : null
    // The stranger's longer number begins alike.
    const words = hers.filter((word) => !word.startsWith('HP-10023'))
    const { names } = await eraseCustomer(store.db, anna.id)
    const { found, sought, isRewritten } = await scrubFiles(store.db, path, [...names, ...words])
    expect({ found, isRewritten }).toEqual({ found: [], isRewritten: false })
    if (path === null) return
    expect(sought).toBeGreaterThan(20)
    for (const file of [path, `${path}-wal`]) {
      for (const word of words) expect(readFileSync(file).includes(word)).toBe(false)
    }
  })
})

/** Whoever adds a table says here what an erasure does with it, and does it. */
test('every table is known to the erasure', () => {
  expect(
    tableShapes()
      .map(({ table }) => table)
      .toSorted(),
  ).toEqual(
    Object.values({
      blanked: 'conversations events',
      deleted:
        'customers orders order_items shipments returns return_items tickets failed_proofs reminders api_answers record_changes contacts addresses attributes consents notes tasks invoices import_records import_refusals imports duplicates merges legal_holds opportunities opportunity_stays campaign_recipients scores score_changes',
      ofNobody:
        'companies agents sessions sign_in_links products catalogue samples_loaded teams team_members api_keys pipeline_stages',
      blackened: 'segments campaigns',
      hashes: 'erasures audit',
    })
      .flatMap((names) => names.split(' '))
      .toSorted(),
  )
})
