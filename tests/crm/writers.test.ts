import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as breathe } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Logged } from '../../src/conversation.ts'
import type { Hint } from '../../src/crm/database.ts'
import { readAllLogs } from '../../src/crm/log.ts'
import { databases } from '../databases.ts'

const CONVERSATIONS = 10
const EVENTS = 30
const PROCESSES = 3

describe.each(databases)('processes that write side by side on $name', ({ store }) => {
  test('a reader sees every event, and never a later one before an earlier one', async () => {
    const { db, url, remove } = await store()
    const hints: Hint[] = []
    db.watch((hint) => hints.push(hint))
    const writers = Array.from({ length: PROCESSES }, () => startWriter(url))
    const finished = Promise.all(writers.map(ending))

    // What a desk does: asks again and again for what lies above the last it has seen.
    const seen: Logged[] = []
    const state = { areWriting: true }
    void finished.finally(() => {
      state.areWriting = false
    })
    const look = async () => {
      const news = await readAllLogs(db, seen.at(-1)?.position ?? 0, 10_000)
      seen.push(...news)
    }
    while (state.areWriting) {
      await look()
      await breathe()
    }
    expect(await finished).toEqual(writers.map(() => 0))
    await look()

    const all = await readAllLogs(db, 0, 10_000)
    expect(all).toHaveLength(PROCESSES * CONVERSATIONS * EVENTS)
    expect(seen.map(({ position }) => position)).toEqual(all.map(({ position }) => position))
    for (const id of new Set(all.map(({ conversation }) => conversation))) {
      const numbers = all.filter(({ conversation }) => conversation === id).map(({ seq }) => seq)
      expect(numbers).toEqual(Array.from({ length: EVENTS }, (_, i) => i + 1))
    }
    await expect
      .poll(() => Math.max(...hints.map(({ position }) => position)))
      .toBe(all.at(-1)?.position)
    await remove()
  })

  test('each hears of what the other wrote, and of its own', async () => {
    const { db, url, remove } = await store()
    const hints: Hint[] = []
    const stop = db.watch((hint) => hints.push(hint))
    await ending(startWriter(url, 2, 3))
    const ended = () => hints.filter(({ seq }) => seq === 3).length
    await expect.poll(ended).toBe(2)
    stop()
    await ending(startWriter(url, 1, 3))
    expect(ended()).toBe(2)
    await remove()
  })
})

function startWriter(url: string, conversations = CONVERSATIONS, events = EVENTS): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/crm/writer.ts', url, `${conversations}`, `${events}`],
    { stdio: 'inherit' },
  )
}

async function ending(writer: ChildProcess): Promise<unknown> {
  const [code] = await once(writer, 'exit')
  return code
}
