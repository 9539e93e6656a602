import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Database, Hint } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { startSession } from '../../src/crm/sessions.ts'
import { deskUpgrade } from '../../src/server/desk-live.ts'
import { createTail } from '../../src/server/desk-tail.ts'
import type { LiveFrame } from '../../src/server/wire.ts'
import { readSettings } from '../../src/settings.ts'
import type { TestStore } from '../databases.ts'
import { freshStore } from '../people.ts'
import { hire, listen } from './desk-client.ts'

let store: TestStore
beforeEach(async () => {
  store = await freshStore()
})
afterEach(() => store.remove())

async function chat(): Promise<string> {
  const { db } = store
  const { id } = await startConversation(db, { visitor: 'v', channel: 'test', language: 'en' })
  await record(db, { conversation: id, events: [{ kind: 'session-started' }] })
  return id
}

/** The store, with a say in when its hints and its answers come. */
function slowed(changes: Partial<Database>): Database {
  const { db } = store
  return {
    engine: db.engine,
    url: db.url,
    all: (sql, ...params) => db.all(sql, ...params),
    write: (work) => db.write(work),
    watch: (listener) => db.watch(listener),
    close: () => db.close(),
    ...changes,
  }
}

test('one hint is enough for any number of conversations', async () => {
  let hint: (hint: Hint) => void = () => {}
  const db = slowed({ watch: (listener) => ((hint = listener), () => {}) })
  const told: string[] = []
  const tail = createTail(db, (frame: LiveFrame) => {
    if (frame.kind === 'changed') told.push(...frame.conversations.map(({ id }) => id))
  })
  const stop = tail.start()
  await tail.position()
  const made = []
  for (let n = 0; n < 450; n++) made.push(await chat())
  hint({ conversation: '', seq: 1, position: 1 })
  await vi.waitFor(() => expect(told).toHaveLength(450))
  expect(told).toEqual(made)
  stop()
})

test('a store that is away for a moment is read again from the same place', async () => {
  let isAway = true
  const db = slowed({
    all: (sql, ...params) => {
      if (isAway && sql.includes('last_position >')) {
        isAway = false
        return Promise.reject(new Error('gone'))
      }
      return store.db.all(sql, ...params)
    },
  })
  const told: string[] = []
  const tail = createTail(db, (frame: LiveFrame) => {
    if (frame.kind === 'changed') told.push(...frame.conversations.map(({ id }) => id))
  })
  const stop = tail.start()
  await tail.position()
  const id = await chat()
  await vi.waitFor(() => expect(told).toEqual([id]), 3_000)
  stop()
})

test('what happens between looking and listening is heard', async () => {
  let answer = () => {}
  let isFirst = true
  const gate = new Promise<void>((resolve) => (answer = resolve))
  const db = slowed({
    all: async (sql, ...params) => {
      const rows = await store.db.all(sql, ...params)
      // The look at what was missed gets its answer only once something has happened since.
      if (isFirst && sql.includes('last_position >')) {
        isFirst = false
        await gate
      }
      return rows as never
    },
  })
  const agent = await hire(store, 'Ada Weiss')
  const { token } = await startSession(store.db, agent.id)
  const desk = deskUpgrade({ db, settings: readSettings({}) })
  const server = createServer()
  server.on('upgrade', (request, socket, head) => void desk.open(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const line = listen(url, { cookie: `parley=${token}`, origin: url }, 0)
  await line.next('hello')
  const id = await chat()
  await new Promise((resolve) => setTimeout(resolve, 200))
  answer()
  for (let heard: string[] = []; !heard.includes(id);) {
    heard = (await line.next('changed')).conversations.map((conversation) => conversation.id)
  }
  line.socket.terminate()
  server.close()
})
