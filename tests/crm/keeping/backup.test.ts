import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../../src/crm/database.ts'
import { backupFiles, backupName, removeOldBackups } from '../../../src/crm/keeping/backup-files.ts'
import { backupSqlite } from '../../../src/crm/keeping/backup-sqlite.ts'
import { readLog } from '../../../src/crm/log.ts'
import { sqlite, type TestStore } from '../../databases.ts'
import { chats } from './chats.ts'

let store: TestStore
let path: string
let folder: string
beforeEach(async () => {
  store = await sqlite.store()
  path = store.url.replace('sqlite:', '')
  folder = join(dirname(path), 'backups')
})
afterEach(() => store.remove())

test('a backup is one checked file, with a checksum that sha256sum reads', async () => {
  await chats(store.db, 5)
  const file = join(folder, backupName())
  const stages: string[] = []
  const made = await backupSqlite({ path, key: null }, file, ({ stage }) => stages.push(stage))
  expect(made).toMatchObject({ file, log: { conversations: 5, events: 21, broken: [], stale: [] } })
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(
    `${made.sha256}  ${file.slice(folder.length + 1)}\n`,
  )
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(folder).toSorted()).toEqual(
    [file, `${file}.sha256`].map((name) => name.slice(folder.length + 1)),
  )
  expect(new Set(stages)).toEqual(
    new Set(['copying', 'checking the file', 'checking the log', 'checksum']),
  )
})

test('holds one moment of a store that is written to meanwhile', async () => {
  await chats(store.db, 300)
  let isDone = false
  const writing = (async () => {
    while (!isDone) await chats(store.db, 5)
  })()
  for (let n = 0; n < 5; n++) {
    const { log } = await backupSqlite({ path, key: null }, join(folder, `${n}.db`))
    expect(log).toMatchObject({ broken: [], stale: [] })
    expect(log.conversations).toBeGreaterThanOrEqual(300)
  }
  isDone = true
  await writing
})

test('a damaged store gets no backup that looks like one', async () => {
  const [id] = await chats(store.db, 3)
  await store.db.write(() => run('delete from events where seq = 2'))
  expect(await readLog(store.db, id!)).not.toHaveLength(0)
  const file = join(folder, 'x.db')
  await expect(backupSqlite({ path, key: null }, file)).rejects.toMatchObject({
    code: 'StoreDamaged',
  })
  expect(readdirSync(folder)).toEqual([])
})

test('no file is overwritten, and a store that is not there is named', async () => {
  const file = join(folder, 'x.db')
  await backupSqlite({ path, key: null }, file)
  await expect(backupSqlite({ path, key: null }, file)).rejects.toMatchObject({
    code: 'FileExists',
  })
  await expect(
    backupSqlite({ path: `${path}-none`, key: null }, join(folder, 'y.db')),
  ).rejects.toMatchObject({
    code: 'StoreNotFound',
  })
  expect(existsSync(`${path}-none`)).toBe(false)
})

test('of the backups by name only the newest are kept', async () => {
  for (const day of ['01', '02', '03']) {
    await backupSqlite(
      { path, key: null },
      join(folder, backupName(new Date(`2026-11-${day}T00:00:00Z`))),
    )
  }
  await backupSqlite({ path, key: null }, join(folder, 'mine.db'))
  expect(backupFiles(folder).map(({ at }) => at.getUTCDate())).toEqual([3, 2, 1])
  removeOldBackups(folder, 2)
  expect(backupFiles(folder).map(({ at }) => at.getUTCDate())).toEqual([3, 2])
  expect(readdirSync(folder)).toHaveLength(6)
})
