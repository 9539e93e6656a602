import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tracker } from '../src/conversation.ts'
import { type Database, openDatabase } from '../src/crm/database.ts'
import { readLog, startConversation } from '../src/crm/log.ts'
import type { Bot } from '../src/dialogue/bot.ts'
import { startTracker, track } from '../src/dialogue/track.ts'
import { readFiles } from '../src/training/read-project.ts'
import { trainProject } from '../src/training/train-project.ts'
import { createTakeTurn } from '../src/turn.ts'

const folder = 'tests/conversations'
const trained = await trainProject({ project: folder, models: 'test-results/models-skills' })

/** The same files with something replaced: understood alike, decided on anew. */
function botWith(...changes: readonly (readonly [file: string, from: string, to: string])[]): Bot {
  const paths = ['domain.yml', 'rules.yml', 'en/responses.yml', 'zh/responses.yml']
  const files = paths.map((path) => {
    let text = readFileSync(join(folder, path), 'utf8')
    for (const [file, from, to] of changes) {
      if (file !== path) continue
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
      text = text.replace(from, to)
    }
    return { path, bytes: new TextEncoder().encode(text) }
  })
  return readFiles(files).project.bot
}

let db: Database
let model: { hash: string; nlu: typeof trained.nlu; bot: Bot }
let say: (text: string) => Promise<string[]>
let tracker: () => Promise<Tracker>

beforeEach(async () => {
  db = await openDatabase('sqlite::memory:')
  model = { ...trained, hash: 'one' }
  const takeTurn = createTakeTurn({ db, model: () => model, actions: {} })
  const { id } = await startConversation(db, { visitor: 'v', channel: 'test', language: 'en' })
  let messages = 0
  say = async (text) => {
    const { events } = await takeTurn({ conversation: id, clientId: String(++messages), text })
    return events.flatMap((event) => (event.kind === 'bot-said' ? [event.text ?? ''] : []))
  }
  tracker = async () =>
    track(await readLog(db, id, 0, 1000), model.bot, startTracker(id, model.bot))
})
afterEach(() => db.close())

const change = (bot: Bot) => (model = { ...model, hash: `${model.hash}+`, bot })

test('the new model takes the answer to the question of the old one', async () => {
  await say('I want to buy a kettle')
  expect(await say('green')).toEqual(['Anything we should know?'])
  change(botWith(['en/responses.yml', 'noted: {note}', 'remarks: {note}']))
  expect(await say('by Friday please')).toEqual(['One kettle, green, remarks: by Friday please.'])
})

test('what the form asks for anew is asked for, what it knows is kept', async () => {
  await say('I want to buy a kettle')
  expect(await say('green')).toEqual(['Anything we should know?'])
  change(botWith(['domain.yml', '[item, colour, note]', '[item, phone, colour, note]']))
  expect(await say('by Friday please')).toEqual(['On which number?'])
  const { slots } = await tracker()
  expect(slots).toMatchObject({ item: 'kettle', colour: 'green', note: 'by Friday please' })
})

test('a question that is not asked any more is let go of', async () => {
  await say('I want to buy a kettle')
  expect(await say('green')).toEqual(['Anything we should know?'])
  const note = /\n {2}note:\n(?: {4}.*\n)+/.exec(
    readFileSync(join(folder, 'domain.yml'), 'utf8'),
  )![0]
  change(botWith(['domain.yml', note, '\n'], ['domain.yml', ', note]', ', phone]']))
  expect(await say('by Friday please')).toEqual(['On which number?'])
  // It is not the customer who did not make sense.
  expect((await tracker()).misunderstood).toBe(0)
})

test('what does not fit its slot any more is asked for again', async () => {
  await say('I want to buy a kettle')
  expect(await say('green')).toEqual(['Anything we should know?'])
  change(botWith(['domain.yml', 'colour:\n    type: text', 'colour:\n    type: float']))
  expect(await say('by Friday please')).toEqual(['In which colour?'])
})

test.each([
  ['I want to buy a kettle', 'when are you open?', /^Sorry, this has changed/],
  ['我想买一个水壶', '你们几点开门', /^抱歉，这项服务刚刚有变动/],
])('a form that is gone is taken leave of, and the message answered', async (buy, ask, sorry) => {
  await say(buy)
  change(
    botWith(
      ['domain.yml', 'buy_form: { ', 'order_form: {'],
      ['rules.yml', 'condition: [{ hours: open }]', 'condition: []'],
    ),
  )
  const said = await say(ask)
  expect(said[0]).toMatch(sorry)
  expect(said).toHaveLength(2)
  expect(await say(ask)).toHaveLength(1)
})
