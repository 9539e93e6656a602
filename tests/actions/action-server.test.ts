import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionServer } from '../../src/actions/action-server.ts'
import type { Logged } from '../../src/conversation.ts'
import { dueReminders } from '../../src/crm/reminders.ts'
import { readLog, startConversation } from '../../src/crm/log.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { createTakeTurn } from '../../src/turn.ts'
import type { TestStore } from '../databases.ts'
import { botOf } from '../dialogue/bot-of.ts'
import { toyModel } from '../nlp/toy-bot.ts'
import { freshStore } from '../people.ts'
import { sdkServer, send, type SdkServer } from '../sdk-server.ts'

/** A travel bot of which everything that is done is done elsewhere. */
const yaml = (endpoint: string) => `
intents: [chat, weather, book, choose, greet, odd, slow, huge, elsewhere, broken, wordless, refused, stop, later, never, whenever, dine]
entities: [city, cancel, guests, terrace]
slots:
  city:
    type: text
    mappings: [{type: from_entity, entity: city}]
  cuisine:
    type: text
    mappings: [{type: from_text, conditions: [{active_loop: dine_form, requested_slot: cuisine}]}]
  terrace:
    type: text
    mappings:
    - {type: from_entity, entity: terrace}
    - {type: from_text, not_intent: chat, conditions: [{active_loop: dine_form, requested_slot: terrace}]}
  guests:
    type: text
    mappings: [{type: from_entity, entity: guests}]
  cancel:
    type: any
    mappings: [{type: from_entity, entity: cancel}]
forms:
  trip_form: {required_slots: [city]}
  dine_form: {required_slots: [cuisine, guests]}
responses:
  utter_ask_cuisine: [{text: "Which cuisine?"}]
  utter_ask_terrace: [{text: "On the terrace?"}]
  utter_ask_guests: [{text: "How many?"}]
  utter_dined: [{text: "{cuisine}, terrace {terrace}, {guests}."}]
  utter_ask_city: [{text: "Which city?"}]
  utter_sunny: [{text: "Sunny in {place}."}]
  utter_booked: [{text: "Booked {city}."}]
  utter_default: [{text: "Pardon?"}]
  utter_hello: [{text: "Hello."}]
actions: [action_weather, action_all, validate_trip_form, action_odd, action_slow, action_huge, action_elsewhere, action_broken, action_refused, action_stop, action_later, action_never, action_whenever, validate_dine_form]
rules:
- {rule: weather, steps: [{intent: weather}, {action: action_weather}]}
- {rule: chat, steps: [{intent: chat}, {action: utter_hello}]}
- {rule: greet, steps: [{intent: greet}, {action: action_all}]}
- {rule: book, steps: [{intent: book}, {action: trip_form}, {active_loop: trip_form}]}
- {rule: dine, steps: [{intent: dine}, {action: dine_form}, {active_loop: dine_form}]}
- rule: dined
  condition: [{active_loop: dine_form}]
  steps: [{action: dine_form}, {active_loop: null}, {action: utter_dined}]
- rule: booked
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {action: utter_booked}]
${['odd', 'slow', 'huge', 'elsewhere', 'broken', 'refused', 'stop', 'later', 'never', 'whenever']
  .map((name) => `- {rule: ${name}, steps: [{intent: ${name}}, {action: action_${name}}]}`)
  .join('\n')}
# ${endpoint}
`

let sdk: SdkServer
let other: SdkServer
let store: TestStore
let nlu: NluModel
beforeAll(async () => {
  nlu = await toyModel()
  store = await freshStore()
  other = await sdkServer({})
  sdk = await sdkServer({
    action_weather: ({ tracker }) => ({
      events: [
        { event: 'slot', timestamp: null, name: 'city', value: tracker.slots['city'] ?? 'Rome' },
      ],
      responses: [{ response: 'utter_sunny', text: null, buttons: [], custom: {}, place: 'Rome' }],
    }),
    action_all: () => ({
      events: [{ event: 'export' }, { event: 'followup', name: 'action_weather' }],
      responses: [
        {
          text: 'Hello {city}',
          buttons: [{ title: 'Weather', payload: '/weather' }],
          elements: [],
        },
        { image: 'https://img.test/a.png' },
        { custom: { map: [1, 2] } },
      ],
    }),
    validate_trip_form: ({ tracker }, response) => {
      const city = tracker.slots['city']
      if (city === 'refused') return send(response, 400, { error: 'no', action_name: 'x' })
      if (city === 'nowhere')
        return {
          events: [{ event: 'slot', name: 'city', value: null }],
          responses: [{ text: 'No such city.' }],
        }
      return {
        events:
          city === undefined || city === null
            ? []
            : [{ event: 'slot', name: 'city', value: (city as string).toUpperCase() }],
        responses: [],
      }
    },
    // As the SDK's FormValidationAction with a `required_slots` of its own answers.
    validate_dine_form: ({ tracker }, response) => {
      const { slots } = tracker
      if (slots['terrace'] === 'refused') return send(response, 400, { error: 'no' })
      const required =
        slots['cuisine'] === 'French'
          ? ['cuisine', 'terrace', 'guests']
          : slots['cuisine'] === 'takeaway'
            ? ['cuisine']
            : ['cuisine', 'guests']
      const checked = changedLast(tracker.events).map((name) => ({
        event: 'slot',
        timestamp: null,
        name,
        value: slots[name],
      }))
      const value = required.find((slot) => (slots[slot] ?? null) === null) ?? null
      const next = { event: 'slot', timestamp: null, name: 'requested_slot', value }
      return { events: [...checked, next], responses: [] }
    },
    action_odd: () => ({ events: [{ event: 'active_loop', name: 7 }], responses: [] }),
    action_slow: () => undefined,
    action_huge: () => ({ events: [], responses: [{ text: 'x'.repeat(1_100_000) }] }),
    action_elsewhere: (_call, response) => {
      response.writeHead(307, { Location: other.url })
      response.end()
    },
    action_broken: (_call, response) => send(response, 500, { error: 'secret stack' }),
    action_refused: (_call, response) =>
      send(response, 400, { error: 'does not want to', action_name: 'action_refused' }),
    action_stop: () => ({ events: [{ event: 'pause' }], responses: [] }),
    action_later: () => ({
      events: [
        reminder({ entities: [{ entity: 'city', value: 'Oslo' }], name: 'oslo' }),
        reminder({ entities: { city: 'Bern', day: 'Monday' } }),
        reminder({ intent: 'chat', kill_on_user_msg: false, entities: null }),
      ],
      responses: [],
    }),
    action_whenever: () => ({ events: [reminder({ date_time: 'soon' })], responses: [] }),
    action_never: ({ tracker }) => ({
      events: [{ event: 'cancel_reminder', ...(tracker.slots['cancel'] as object) }],
      responses: [],
    }),
  })
})
afterAll(async () => {
  sdk.close()
  other.close()
  await store.remove()
})

/** The SDK's `slots_to_validate`: those set since anything else happened. */
const changedLast = (events: SdkServer['calls'][number]['tracker']['events']): string[] =>
  events
    .slice(events.findLastIndex(({ event }) => event !== 'slot') + 1)
    .flatMap(({ name }) => (name === undefined || name === 'requested_slot' ? [] : [name]))

/** As the SDK's `ReminderScheduled` writes it. */
const reminder = (more: object) => ({
  event: 'reminder',
  timestamp: null,
  intent: 'weather',
  entities: null,
  date_time: '2099-01-02T03:04:05.678901+02:00',
  name: null,
  kill_on_user_msg: true,
  ...more,
})

const reported: unknown[] = []
beforeEach(() => {
  reported.length = 0
  sdk.calls.length = 0
})

/** A conversation of its own: messages in, what the bot said and did out. */
async function talk(...messages: string[]) {
  const { db } = store
  const { id } = await startConversation(db, { visitor: 'v', channel: 'test', language: 'en' })
  const bot = { ...botOf(yaml('')), actionEndpoint: sdk.url }
  const takeTurn = createTakeTurn({
    db,
    model: () => ({ hash: 'h', nlu, bot }),
    actions: {},
    actionServer: actionServer(undefined, 1_500),
    report: (error) => reported.push(error),
  })
  for (const [n, text] of messages.entries()) {
    await takeTurn({ conversation: id, clientId: `m${n}`, text })
  }
  const log = await readLog(db, id)
  return {
    id,
    log,
    said: log.flatMap(wordsOf),
    handedOver: log.find(({ kind }) => kind === 'handed-over'),
  }
}

async function remindersOf(id: string) {
  const due = await dueReminders(store.db, '2100-01-01T00:00:00.000Z')
  return due
    .filter(({ conversation }) => conversation === id)
    .map(({ conversation: _of, ...one }) => one)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const wordsOf = (event: Logged) =>
  event.kind === 'bot-said' ? [event.text ?? event.image ?? JSON.stringify(event.custom)] : []

describe('an action server', () => {
  test('is called as the SDK expects, and what it answers is said and remembered', async () => {
    const { said, log } = await talk('/weather')
    expect(said).toEqual(['Sunny in Rome.'])
    const [call] = sdk.calls
    expect(call).toMatchObject({
      next_action: 'action_weather',
      tracker: {
        latest_message: { text: '/weather', intent: { name: 'weather' } },
        active_loop: {},
      },
      domain: { version: '3.1', forms: { trip_form: { required_slots: ['city'] } } },
    })
    expect(call!.tracker.events.map(({ event }) => event)).toEqual(['action', 'user'])
    const decided = log.find((event) => event.kind === 'decided')
    expect(decided).toMatchObject({ trace: { reads: ['action server: action_weather'] } })
    expect(JSON.stringify(decided)).toContain('"slot":"city","value":"Rome"')
  })

  test('may word things itself, show, press on; what it cannot have is in the trace', async () => {
    const { said, log } = await talk('/greet')
    expect(said).toEqual([
      'Hello {city}',
      'https://img.test/a.png',
      '{"map":[1,2]}',
      'Sunny in Rome.',
    ])
    expect(JSON.stringify(log)).toContain('the event export is left out')
    expect(sdk.calls.map(({ next_action }) => next_action)).toEqual([
      'action_all',
      'action_weather',
    ])
    expect(new Set(sdk.calls.map(({ key }) => key)).size).toBe(2)
  })

  test('checks what a form heard', async () => {
    const { said } = await talk('/book', '/choose{"city":"nowhere"}', '/choose{"city":"Oslo"}')
    expect(said).toEqual(['Which city?', 'No such city.', 'Which city?', 'Booked OSLO.'])
    const [, second] = sdk.calls
    expect(second!.tracker.events.at(-1)).toMatchObject({
      event: 'slot',
      name: 'city',
      value: 'nowhere',
    })
    expect(second!.tracker.active_loop).toMatchObject({ name: 'trip_form' })
  })

  test.each([
    [
      'more than the domain lists',
      ['French', '/choose{"guests":"2"}', 'yes please'],
      ['Which cuisine?', 'On the terrace?', 'On the terrace?', 'French, terrace yes please, 2.'],
    ],
    [
      'more, and is told what else would be a greeting, or is not understood',
      ['French', '/greet', 'xylo brmpf qwk', '/choose{"guests":"2"}'],
      [
        'Which cuisine?',
        'On the terrace?',
        'Hello {city}',
        'https://img.test/a.png',
        '{"map":[1,2]}',
        'Sunny in Rome.',
        'On the terrace?',
        'How many?',
        'French, terrace xylo brmpf qwk, 2.',
      ],
    ],
    [
      'more, and again when it refused what it heard',
      ['/choose{"guests":"2"}', 'French', '/chat{"terrace":"refused"}', 'yes'],
      [
        'Which cuisine?',
        'Which cuisine?',
        'On the terrace?',
        'Hello.',
        'On the terrace?',
        'French, terrace yes, 2.',
      ],
    ],
    [
      'as much',
      ['Thai', '/choose{"guests":"2"}'],
      ['Which cuisine?', 'How many?', 'Thai, terrace , 2.'],
    ],
    ['less', ['takeaway'], ['Which cuisine?', 'takeaway, terrace , .']],
    [
      'more, and a question in between',
      ['French', '/chat', 'yes', '/choose{"guests":"2"}'],
      [
        'Which cuisine?',
        'On the terrace?',
        'Hello.',
        'On the terrace?',
        'How many?',
        'French, terrace yes, 2.',
      ],
    ],
  ])('may ask for %s', async (_which, messages, expected) => {
    const { said, log } = await talk('/dine', ...messages)
    expect(said).toEqual(expected)
    expect(log.find(({ kind }) => kind === 'handed-over')).toBeUndefined()
  })

  test('that refuses leaves the message to others', async () => {
    const { said, log } = await talk('/refused')
    expect(said).toEqual(['Pardon?'])
    expect(JSON.stringify(log)).not.toContain('does not want to')
  })

  test('that refuses what a form heard leaves it to others, and the form stays', async () => {
    const { said } = await talk('/book', '/chat{"city":"refused"}', '/choose{"city":"Oslo"}')
    expect(said).toEqual(['Which city?', 'Hello.', 'Which city?', 'Booked OSLO.'])
  })

  test('may have the bot hear something later', async () => {
    const { id } = await talk('/later')
    const at = '2099-01-02T01:04:05.678Z'
    expect(await remindersOf(id)).toEqual([
      { intent: 'chat', name: `chat ${at} 2`, entities: {}, at, isWanted: true },
      { intent: 'weather', name: 'oslo', entities: { city: 'Oslo' }, at, isWanted: true },
      {
        intent: 'weather',
        name: `weather ${at} 1`,
        entities: { city: 'Bern', day: 'Monday' },
        at,
        isWanted: true,
      },
    ])
    const { id: other } = await talk('/later', '/chat')
    expect((await remindersOf(other)).map(({ isWanted }) => isWanted)).toEqual([true, false, false])
  })

  test.each([
    [{ name: 'oslo' }, 2],
    [{ intent: 'weather', name: null, entities: null }, 1],
    [{ entities: { day: 'Monday', city: 'Bern' } }, 2],
    [{ intent: 'chat', entities: { city: 'Oslo' } }, 3],
    [{}, 0],
  ])('may cancel that: %j leaves %i', async (cancel, left) => {
    const { id } = await talk('/later', `/never${JSON.stringify({ cancel })}`)
    expect(await remindersOf(id)).toHaveLength(left)
  })

  test('may ask for a person', async () => {
    expect((await talk('/stop')).handedOver).toMatchObject({ reason: 'asked' })
  })

  test.each([
    ['answers nonsense', '/odd', 'at name'],
    ['names no time', '/whenever', 'at date_time: it is not a time'],
    ['answers too much', '/huge', 'larger than 1000000'],
    ['sends elsewhere', '/elsewhere', 'redirect'],
    ['breaks', '/broken', 'answered 500'],
  ])('that %s costs a hand-over, and nothing of it is shown', async (_name, text, why) => {
    const { handedOver, said } = await talk(text)
    expect(handedOver).toMatchObject({ reason: 'failed' })
    expect(String(reported[0])).toContain(why)
    expect(said.join()).not.toContain('secret stack')
    expect(other.calls).toEqual([])
  })

  test('that does not answer is not waited for', async () => {
    const { handedOver } = await talk('/slow')
    expect(handedOver).toMatchObject({ reason: 'failed' })
    expect(String(reported[0])).toMatch(/timeout/i)
  })

  test.each([
    ['http://action-server.test/webhook'],
    ['http://169.254.169.254/latest'],
    ['http://127.0.0.1.nip.test/'],
    ['file:///etc/passwd'],
  ])('that only a training file names is not reached beyond this machine: %s', async (endpoint) => {
    const action = actionServer()('action_x', { endpoint, domain: () => ({}) })
    await expect(action!({} as never)).rejects.toThrow(/Set ACTION_ENDPOINT/)
  })

  test('is nobody where neither a file nor a setting names it', () => {
    expect(actionServer()('action_x', { endpoint: undefined, domain: () => ({}) })).toBeNull()
  })
})
