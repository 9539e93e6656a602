import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { read } from '../../src/reading/read.ts'
import { type Reader, startReader } from '../../src/reading/reader.ts'
import { loadCurrent, publish } from '../../src/training/publish.ts'
import { models as trained } from '../parley-process.ts'

const messages = [
  'where is my order HP-10023?',
  'cancel my order HP-10023 and where is my refund',
  'I need it by next tuesday!!',
  '我的订单 HP-10042 明天能到吗？',
  '',
  '\ud83d',
  '/greet{"name":"Anna"}',
]
const now = new Date('2026-03-04T10:00:00Z')

let models: string
let reader: Reader
let broken: unknown[]

beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'parley-reader-'))
  cpSync(trained, models, { recursive: true })
  broken = []
  reader = startReader(models, (error) => broken.push(error))
})

afterEach(() => {
  reader.stop()
  rmSync(models, { recursive: true })
})

const current = () => loadCurrent(models)!

const all = (answers: readonly ReturnType<Reader['read']>[]) =>
  Promise.all(answers.map((answer) => Promise.resolve(answer)))

/** Reads until the thread has loaded the model: what it answers comes later, as a promise. */
async function onItsThread(model = current()): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const answer = reader.read({ text: 'hello' }, model)
    if (answer instanceof Promise) return void (await answer)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The thread never had the model.')
}

test('what the thread reads is what is read here', async () => {
  const model = current()
  const here = messages.map((text) => read({ text, now }, model))
  const first = messages.map((text) => reader.read({ text, now }, model))
  expect(first).toEqual(here)
  await onItsThread()
  const there = messages.map((text) => reader.read({ text, now }, model))
  expect(there.every((answer) => answer instanceof Promise)).toBe(true)
  // What stands in the log is JSON: −0 and what is undefined are the same there.
  expect(await all(there)).toEqual(JSON.parse(JSON.stringify(here)))
  expect(broken).toEqual([])
})

test('a payload and a locale go with the message', async () => {
  await onItsThread()
  const message = { text: 'Yes', payload: '/affirm{"order_number":"HP-1"}', locale: 'zh-CN' }
  const { understanding } = await reader.read(message, current())
  expect(understanding).toMatchObject({
    intent: { name: 'affirm', confidence: 1 },
    entities: [{ entity: 'order_number', value: 'HP-1' }],
  })
})

test('each message is read with the model it was asked for', async () => {
  const old = current()
  await onItsThread(old)
  const newer = {
    ...old,
    hash: '0123456789abcdef',
    nlu: { ...old.nlu, languages: ['zh'] as const },
  }
  publish(models, newer)
  const [before, after] = [reader.read({ text: '123' }, old), reader.read({ text: '123' }, newer)]
  expect(after).not.toBeInstanceOf(Promise)
  await onItsThread(newer)
  const answers = await all([before, after, reader.read({ text: '123' }, newer)])
  expect(answers.map(({ understanding }) => understanding.language)).toEqual(['en', 'zh', 'zh'])
})

test('a model file that is gone leaves the reading here, and is told', async () => {
  const model = current()
  for (const name of readdirSync(models)) rmSync(join(models, name), { recursive: true })
  expect(reader.read({ text: 'hello' }, model)).toEqual(read({ text: 'hello' }, model))
  while (broken.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(String(broken[0])).toMatch(/has no model.*There is no model file/)
  expect(reader.read({ text: 'hello' }, model)).toEqual(read({ text: 'hello' }, model))
})

test('a thread that ends answers nobody late: what it owed is read here', async () => {
  const model = current()
  await onItsThread()
  const owed = messages.map((text) => reader.read({ text, now }, model))
  reader.stop()
  expect(await all(owed)).toEqual(messages.map((text) => read({ text, now }, model)))
  expect(reader.read({ text: 'hello' }, model)).not.toBeInstanceOf(Promise)
})
