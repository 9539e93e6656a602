import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { readAllLogs, readLog, record, startConversation } from '../../src/crm/log.ts'
import { freshStore } from '../people.ts'

test('a full disk acknowledges nothing, still reads, and recovers by itself', async () => {
  const { db, remove } = await freshStore()
  const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
  const [size] = await db.all<{ page_count: number }>('pragma page_count')
  const limit = (most: number) => db.all(`pragma max_page_count = ${most}`)
  await limit((size?.page_count ?? 0) + 20)

  const send = (n: number) =>
    record(db, {
      conversation: id,
      events: [{ kind: 'customer-said', clientId: `${n}`, text: 'x'.repeat(2_000) }],
    })
  const acknowledged: number[] = []
  const refused: unknown[] = []
  for (let n = 0; n < 98; n += 7) {
    const group = await Promise.allSettled(Array.from({ length: 7 }, (_, i) => send(n + i)))
    for (const result of group) {
      if (result.status === 'fulfilled') acknowledged.push(result.value.events[0]!.seq)
      else refused.push(result.reason)
    }
  }
  expect(acknowledged.length).toBeGreaterThan(5)
  expect(refused.length).toBeGreaterThan(5)
  for (const reason of refused) {
    expect(reason).toMatchObject({ kind: 'unavailable', code: 'StoreUnavailable', retryAfter: 2 })
  }
  expect((await readLog(db, id)).map(({ seq }) => seq)).toEqual(acknowledged)

  await limit(1_000_000)
  const { isRepeat, events } = await send(99)
  expect(isRepeat).toBe(false)
  expect(events[0]?.seq).toBe(acknowledged.length + 1)
  expect(await readAllLogs(db)).toHaveLength(acknowledged.length + 1)
  await remove()
})

test('commits survive a power cut: WAL, synced in full', async () => {
  const { db, remove } = await freshStore()
  const pragma = async (name: string) => Object.values((await db.all(`pragma ${name}`))[0] ?? {})[0]
  expect(await pragma('journal_mode')).toBe('wal')
  expect(await pragma('synchronous')).toBe(2)
  expect(await pragma('foreign_keys')).toBe(1)
  expect(await pragma('trusted_schema')).toBe(0)
  expect(await pragma('busy_timeout')).toBe(5_000)
  expect(await pragma('journal_size_limit')).toBe(64 * 1024 * 1024)
  await remove()
})

test('only the owner may read the file, and a missing folder is made', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'deep', 'parley.db')
  const db = await openDatabase(path)
  for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o077).toBe(0)
  await db.close()
})

test('what is no database is refused with its name, and left as it was', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'letter.db')
  writeFileSync(path, 'Dear customer, '.repeat(500))
  await expect(openDatabase(`sqlite:${path}`)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining(path),
  })
  expect(statSync(path).size).toBe(7_500)
})
