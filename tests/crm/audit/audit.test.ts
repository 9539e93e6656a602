import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendAudit } from '../../../src/crm/audit/append-audit.ts'
import { checkAudit } from '../../../src/crm/audit/check-audit.ts'
import { forgetInAudit } from '../../../src/crm/audit/forget-in-audit.ts'
import { readAudit } from '../../../src/crm/audit/read-audit.ts'
import { run, type Database } from '../../../src/crm/database.ts'
import { databases, type TestStore } from '../../databases.ts'

const mei = { kind: 'agent', id: 'a1', name: 'Mei \0 林\ud800' } as const
const read = (id: string) => appendAudit({ by: mei, action: 'read', kind: 'customer', id })

describe.each(databases)('the audit log on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
  })
  afterAll(() => opened.remove())

  test('entries of many writers at once are one whole chain', async () => {
    const others = [db, await opened.open(), await opened.open()]
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => others[i % 3]!.write(() => read(`C-${i}`))),
    )
    const { entries, brokenAt, head } = await checkAudit(db)
    expect([entries, brokenAt]).toEqual([60, null])
    expect(head).toMatch(/^[\da-f]{64}$/)
  })

  test('what was written is read, the newest first and as the filter says', async () => {
    await db.write(() =>
      appendAudit({
        by: mei,
        action: 'exported',
        kind: 'customer',
        id: 'C-7',
        detail: { rows: 3, of: ['a'] },
      }),
    )
    const [newest, before] = await readAudit(db, { id: 'C-7' })
    expect(newest).toMatchObject({
      number: 61,
      by: { kind: 'agent', id: 'a1' },
      action: 'exported',
      detail: { rows: 3, of: ['a'] },
    })
    expect(before).toMatchObject({ action: 'read', detail: null })
    expect(await readAudit(db, { id: 'C-7', action: 'read' })).toHaveLength(1)
    expect(await readAudit(db, { by: 'somebody' })).toEqual([])
  })

  test('a work that fails leaves no entry and no gap', async () => {
    const failing = db.write(function* () {
      yield* read('C-1')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await checkAudit(db)).brokenAt).toBeNull()
    expect(await readAudit(db, { limit: 1 })).toMatchObject([{ number: 61 }])
  })

  test.each([
    `update audit set by_name = 'Nobody' where number = 3`,
    `update audit set id = 'C-9' where number = 3`,
    `update audit set id = null where number = 3`,
    `update audit set id = null, detail = null, salt = null, action = 'x' where number = 3`,
    'delete from audit where number = 61',
    'delete from audit',
  ])('the store refuses: %s', async (sql) => {
    await expect(db.write(() => run(sql))).rejects.toThrow(/only ever added to/)
  })

  test('whom it was about can be forgotten, and the chain stays whole', async () => {
    await db.write(() => forgetInAudit('customer', ['C-7']))
    expect(await readAudit(db, { id: 'C-7' })).toEqual([])
    expect((await readAudit(db, { limit: 1 }))[0]).toMatchObject({ number: 61, id: null })
    expect(await checkAudit(db)).toMatchObject({ entries: 61, brokenAt: null })
  })

  test.each([
    ['another name', `update audit set by_name = 'Nobody' where number = 3`, 3],
    ['another record', `update audit set id = 'C-9' where number = 3`, 3],
    ['another hash', `update audit set hash = '00' where number = 60`, 60],
    ['an entry taken out', 'delete from audit where number = 5', 5],
  ])('%s, written past the triggers, is noticed', async (_name, sql, brokenAt) => {
    const drop =
      db.engine === 'sqlite'
        ? ['drop trigger audit_fixed', 'drop trigger audit_keep']
        : ['alter table audit disable trigger user']
    const other = await store()
    let found: unknown
    try {
      for (let i = 1; i <= 61; i++) await other.db.write(() => read(`C-${i}`))
      for (const statement of drop) await other.db.write(() => run(statement))
      await other.db.write(() => run(sql))
      found = await checkAudit(other.db)
    } finally {
      await other.remove()
    }
    expect(found).toMatchObject({ brokenAt, entries: brokenAt - 1 })
  })
})
