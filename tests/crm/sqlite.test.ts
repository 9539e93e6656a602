import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { openSqlite } from '../../src/crm/sqlite.ts'
import { SqliteConnection } from '../../src/crm/sqlite-connection.ts'
import { run, tell } from '../../src/crm/work.ts'
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

test('nobody hears of a commit, or sees it, before it is on the disk', async () => {
  const { db, path, synced, remove } = heldStore()
  const told: unknown[] = []
  const seen: unknown[] = []
  db.watch((hint) => told.push(hint))
  const hint = { conversation: 'a', seq: 1, position: 1 }
  const writing = db
    .write(function* () {
      yield* run('insert into notes values (?)', 'first')
      yield* tell(hint)
    })
    .then(() => seen.push('written'))
  const later = db.write(() => run('insert into notes values (?)', 'second'))
  await synced.asked()
  const third = db.write(() => run('insert into notes values (?)', 'third'))
  const reading = db.all('select * from notes').then((rows) => seen.push(rows))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([seen, told]).toEqual([[], []])
  // Committed it is: only a power cut could undo it now.
  expect(new SqliteConnection(path).prepare('select count(*) from notes').pluck().get()).toBe(2)

  synced.answer(null)
  await Promise.all([writing, later, reading])
  expect(seen).toEqual(['written', [{ text: 'first' }, { text: 'second' }]])
  expect(told).toEqual([hint])
  await synced.asked()
  synced.answer(null)
  await third
  await remove()
})

test('what could not be synced is not acknowledged, and the next write makes sure of it', async () => {
  const { db, path, synced, remove } = heldStore()
  const write = (text: string) => db.write(() => run('insert into notes values (?)', text))
  const failing = expect(write('lost?')).rejects.toMatchObject({ code: 'StoreUnavailable' })
  await synced.asked()
  synced.answer(new Error('EIO: i/o error, fdatasync'))
  await failing

  // While another program reads the log cannot be written into the file.
  const reader = new SqliteConnection(path)
  reader.prepare('begin').run()
  reader.prepare('select * from notes').all()
  await expect(write('not yet')).rejects.toMatchObject({ code: 'StoreUnavailable' })
  reader.close()
  const done = write('well again')
  await synced.asked()
  synced.answer(null)
  await done
  expect(await db.all('select text from notes')).toEqual([
    { text: 'lost?' },
    { text: 'well again' },
  ])
  await remove()
})

/** A store whose syncs wait for the test. */
function heldStore() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const path = join(folder, 'held.db')
  const setUp = new SqliteConnection(path)
  setUp.exec(
    'create table notes (text text); create table conversations (key, id); create table events (conversation, seq, position, at, body)',
  )
  setUp.close()
  let pending: ((error: Error | null) => void) | undefined
  const db = openSqlite({ path, key: null }, () => ({
    sync: (done) => void (pending = done),
    close: () => {},
  }))
  const synced = {
    async asked() {
      while (!pending) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    answer(error: Error | null) {
      const done = pending
      pending = undefined
      done?.(error)
    },
  }
  const remove = async () => {
    await db.close()
    rmSync(folder, { recursive: true })
  }
  return { db, path, synced, remove }
}

test('commits survive a power cut: WAL, and each is synced', async () => {
  const { db, remove } = await freshStore()
  const pragma = async (name: string) => Object.values((await db.all(`pragma ${name}`))[0] ?? {})[0]
  expect(await pragma('journal_mode')).toBe('wal')
  // The log's header and checkpoints by SQLite, each commit by ourselves: see `wal-sync.ts`.
  expect(await pragma('synchronous')).toBe(1)
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
