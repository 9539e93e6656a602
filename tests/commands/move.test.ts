/** `parley move` beside the product as it serves, each as a process of its own. */
import { execFile, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { checkLog } from '../../src/crm/keeping/check-log.ts'
import { tableShapes } from '../../src/crm/keeping/table-shapes.ts'
import { SqliteConnection } from '../../src/crm/sqlite-connection.ts'
import { chats as fillWithChats } from '../crm/keeping/chats.ts'
import { databases, type TestStore } from '../databases.ts'
import {
  call,
  history,
  openStream,
  send,
  startConversation,
  type Activity,
  type DirectLineClient,
} from '../direct-line-client.ts'
import { end, startParley, unlimited, type ParleyProcess } from '../parley-process.ts'

const postgres = databases.find(({ name }) => name === 'PostgreSQL')

type Chat = { readonly client: DirectLineClient; readonly acknowledged: string[]; seen: string[] }
type Done = { readonly code: number; readonly out: string; readonly told: string }

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.skipIf(!postgres)('a move while it serves', () => {
  let dataDir: string
  let target: TestStore
  let targetUrl: string
  let parley: ParleyProcess
  let talking: Promise<void>
  let chats: Chat[]
  let stop: AbortController

  const path = () => join(dataDir, 'parley.db')
  const env = () => ({ ...process.env, ...unlimited, BACKUP_HOURS: '0', DATA_DIR: dataDir })

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'parley-move-'))
    target = await postgres!.store()
    await target.db.close()
    const url = new URL(target.url)
    url.searchParams.delete('application_name')
    url.password = 'not-to-be-seen'
    targetUrl = url.href
    const before = await openDatabase(path())
    await fillWithChats(before, 1_500)
    await before.close()
    parley = await startParley({ dataDir, env: { ...unlimited, BACKUP_HOURS: '0' } })
    chats = []
    for (let i = 0; i < 6; i++) {
      const client = await startConversation(parley.url)
      const chat: Chat = { client, acknowledged: [], seen: [] }
      openStream(client.streamUrl, (frame) => {
        for (const { id } of (JSON.parse(frame) as { activities: Activity[] }).activities) {
          chat.seen.push(id)
        }
      })
      chats.push(chat)
    }
    stop = new AbortController()
    talking = Promise.all(chats.map(talk)).then(() => {})
  })
  afterAll(async () => {
    stop.abort()
    await end(parley, 'SIGTERM')
    await talking
    await target.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Sends one message after the other, each until it is acknowledged, as the widget's outbox does. */
  async function talk({ client, acknowledged }: Chat): Promise<void> {
    for (let n = 0; !stop.signal.aborted; n++) {
      const clientId = `${client.conversation}-${n}`
      for (;;) {
        const text = 'what are your opening hours?'
        const answer = await send(parley.url, client, { clientId, text }).catch(() => null)
        if (answer?.status === 200) break
        // The server is gone for good.
        if (answer === null && stop.signal.aborted) return
        if (answer && answer.status !== 503) throw new Error(`${answer.status} ${answer.body}`)
        await sleep(30)
      }
      acknowledged.push(clientId)
      await sleep(40)
    }
  }

  function move(to = targetUrl): { readonly child: ChildProcess; readonly done: Promise<Done> } {
    let settle: (done: Done) => void
    const done = new Promise<Done>((resolve) => (settle = resolve))
    const child = execFile(
      process.execPath,
      ['bin/parley.js', 'move', '--to', to],
      { env: env() },
      (error, out, told) => settle({ code: error ? Number(error.code ?? -1) : 0, out, told }),
    )
    return { child, done }
  }

  async function moreIsAcknowledged(): Promise<void> {
    const before = chats.map(({ acknowledged }) => acknowledged.length)
    await expect
      .poll(() => chats.every(({ acknowledged }, i) => acknowledged.length > before[i]! + 2), {
        timeout: 20_000,
      })
      .toBe(true)
  }

  /** All that was acknowledged, once and in order, each message with its one reply; streams saw it all. */
  async function nothingIsLost(): Promise<void> {
    stop.abort()
    await talking
    for (const { client, acknowledged, seen } of chats) {
      const activities = await history(parley.url, client)
      const said = activities.flatMap(({ channelData }) => channelData?.clientActivityID ?? [])
      expect(said).toEqual(acknowledged)
      const replies = activities.flatMap(({ replyToId }) => replyToId ?? [])
      expect(replies).toHaveLength(acknowledged.length)
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(activities.length)
      expect(seen).toEqual(activities.map(({ id }) => id))
    }
  }

  const storeOf = async () =>
    (JSON.parse((await call('GET', `${parley.url}/version`)).body) as { store: string }).store

  async function targetIsEmpty(): Promise<void> {
    const db = await target.open()
    for (const { table } of tableShapes().filter(({ key }) => key.length > 0)) {
      expect([table, await db.all(`select * from ${table} limit 1`)]).toEqual([table, []])
    }
    await db.close()
  }

  const leftInFile = () => {
    const file = new SqliteConnection(path(), { readonly: true })
    const names = file
      .prepare("select name from sqlite_master where name like 'mov%'")
      .pluck()
      .all()
    file.close()
    return names
  }

  test('to where it cannot be reached is refused', async () => {
    expect(await move('postgres://parley@127.0.0.1:1/nowhere').done).toMatchObject({ code: 1 })
    expect(leftInFile()).toEqual([])
    await moreIsAcknowledged()
  })

  test('whose target goes away leaves the server where it is, and the target empty', async () => {
    await moreIsAcknowledged()
    const moving = move()
    const client = new Client(target.url)
    await client.connect()
    await expect
      .poll(
        async () =>
          (
            await client.query(
              `select pg_terminate_backend(pid) from pg_stat_activity
               where application_name = 'parley move' and query like 'insert into %'`,
            )
          ).rowCount,
        { timeout: 30_000, interval: 5 },
      )
      .toBe(1)
    await client.end()
    expect(await moving.done).toMatchObject({ code: 1, out: '' })
    expect(leftInFile()).toEqual([])
    expect(await storeOf()).toBe('sqlite')
    await moreIsAcknowledged()
    await targetIsEmpty()
  })

  test('that is killed is as if it had not begun', async () => {
    const { child, done } = move()
    let told = ''
    void done.then((ended) => (told = ended.told))
    await expect
      .poll(() => [leftInFile().length > 0, told], { timeout: 30_000, interval: 5 })
      .toEqual([true, ''])
    child.kill('SIGKILL')
    await done
    // The server tidies up.
    await expect.poll(leftInFile, { timeout: 10_000 }).toEqual([])
    expect(await storeOf()).toBe('sqlite')
    await moreIsAcknowledged()
    await targetIsEmpty()
  })

  test('loses and doubles nothing, and the file from before is served no more', async () => {
    await moreIsAcknowledged()
    const { code, out, told } = await move().done
    expect({ code, told }).toMatchObject({ code: 0 })
    expect(out).toContain('Set DATABASE_URL')
    expect(await storeOf()).toBe('postgres')
    await moreIsAcknowledged()
    await nothingIsLost()

    const refused = await openDatabase(path()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'StoreMoved' })
    expect(String(refused)).toContain('Set DATABASE_URL')
    expect(String(refused)).not.toContain('not-to-be-seen')
    const file = new SqliteConnection(path())
    expect(() => file.exec("update conversations set status = 'open'")).toThrow('was moved')
    file.close()

    await end(parley, 'SIGTERM')
    await expect(startParley({ dataDir, env: unlimited })).rejects.toThrow('Set DATABASE_URL')
    const db = await openDatabase(targetUrl)
    expect(await checkLog(db)).toMatchObject({ broken: [], stale: [] })
    await db.close()
  })
})
