import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Action } from '../src/actions/action.ts'
import type { Logged } from '../src/conversation.ts'
import type { Database } from '../src/crm/database.ts'
import { readLog, record, startConversation } from '../src/crm/log.ts'
import { activitiesFrom } from '../src/channels/activities-from.ts'
import { remind } from '../src/remind.ts'
import { trainProject } from '../src/training/train-project.ts'
import { createTakeTurn } from '../src/turn.ts'
import { databases, type TestStore } from './databases.ts'
import { botOf } from './dialogue/bot-of.ts'

const { nlu } = await trainProject({
  project: 'tests/conversations',
  models: 'test-results/models-skills',
})

const bot = botOf(`
intents: [wait, stop, keep, still_there]
entities: [item]
slots: {item: {type: text, mappings: [{type: from_entity, entity: item}]}}
responses: {utter_still_there: [{text: "Still thinking of the {item}?"}]}
actions: [action_wait, action_keep, action_stop]
rules:
- rule: wait
  steps: [{intent: wait}, {action: action_wait}]
- rule: keep
  steps: [{intent: keep}, {action: action_keep}]
- rule: stop
  steps: [{intent: stop}, {action: action_stop}]
- rule: still there
  steps: [{intent: still_there}, {action: utter_still_there}]
`)

const reminder = {
  name: 'nudge',
  intent: 'still_there',
  entities: { item: 'lamp' },
  at: '2026-11-20T10:05:00.000Z',
}

const actions: Readonly<Record<string, Action>> = {
  action_wait: async () => ({ remind: [reminder] }),
  action_keep: async () => ({ remind: [{ ...reminder, outlivesMessages: true }] }),
  action_stop: async () => ({ changes: [{ do: 'cancel-reminders', name: 'nudge' }] }),
}

describe.each(databases)('reminders on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  let conversation: string
  let clock: string
  const now = () => new Date(clock)
  const model = () => ({ hash: 'm', nlu, bot })
  const parts = () => ({ db, now, takeTurn: createTakeTurn({ db, model, actions, now }) })
  const say = (payload: string) =>
    parts().takeTurn({ conversation, clientId: `${payload} ${clock}`, text: payload, payload })
  const at = (time: string) => (clock = `2026-11-20T${time}:00.000Z`)
  const said = async () =>
    (await readLog(db, conversation, 0, 100)).flatMap((event: Logged) =>
      event.kind === 'bot-said' ? [event.text] : [],
    )

  beforeEach(async () => {
    opened = await store()
    db = opened.db
    at('10:00')
    const started = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    conversation = started.id
  })
  afterEach(() => opened.remove())

  test('are heard once when their time has come, by whichever process', async () => {
    await say('/wait')
    at('10:04')
    expect(await remind(parts())).toBe(0)
    at('10:06')
    // As another process would, or this one after a restart.
    const other = { ...parts(), db: await opened.open() }
    await Promise.all([remind(parts()), remind(other)])
    expect(await remind(parts())).toBe(0)
    expect(await said()).toEqual(['Still thinking of the lamp?'])
  })

  test('are not shown as something the customer wrote', async () => {
    await say('/wait')
    at('10:06')
    await remind(parts())
    const log = await readLog(db, conversation, 0, 100)
    const texts = activitiesFrom(log, { visitor: 'v', bot: { id: 'b', name: 'B' } }).map(
      (activity) => ('text' in activity ? activity.text : undefined),
    )
    expect(texts).toEqual(['/wait', 'Still thinking of the lamp?'])
  })

  test('lapse when the customer writes again, unless they are to stand', async () => {
    await say('/wait')
    at('10:01')
    await say('/stop_it')
    at('10:06')
    expect(await remind(parts())).toBe(0)

    at('10:02')
    await say('/keep')
    at('10:03')
    await say('/hm')
    at('10:06')
    expect(await remind(parts())).toBe(1)
  })

  test('can be cancelled', async () => {
    await say('/keep')
    at('10:01')
    await say('/stop')
    at('10:06')
    expect(await remind(parts())).toBe(0)
    expect(await said()).toEqual([])
  })

  test('are not heard while a person holds the conversation', async () => {
    await say('/keep')
    await record(db, {
      conversation,
      at: clock,
      events: [{ kind: 'handed-over', reason: 'asked' }],
    })
    at('10:06')
    expect(await remind(parts())).toBe(0)
    expect(await said()).toEqual([])
  })
})
