import { describe, expect, test } from 'vitest'
import type { BotMessage, Event, Logged, Step } from '../../src/conversation.ts'
import { playConversation, type Stage } from '../../src/training/play-conversation.ts'
import { isWhole, playStoryInTurns } from '../../src/training/play-story-turns.ts'
import { playStory } from '../../src/training/play-story.ts'
import type { ConversationTest } from '../../src/training/project.ts'
import { readFiles } from '../../src/training/read-project.ts'
import { botOf, understood } from '../dialogue/bot-of.ts'

const bot = botOf(`
intents: [greet, ask]
slots: {tier: {type: text, mappings: [{type: custom}]}, size: {type: text, mappings: [{type: from_text, conditions: [{active_loop: a_form}]}]}}
forms: {a_form: {required_slots: [size]}}
responses:
  utter_greet: [{text: "Hi {name}!"}, {text: "Hello {name}, welcome."}]
  utter_more: [{text: More}]
  utter_ask_size: [{text: Size?}]
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: ask
  steps: [{intent: ask}, {action: a_form}, {active_loop: a_form}]
- rule: asked
  condition: [{active_loop: a_form}]
  steps: [{action: a_form}, {active_loop: null}, {action: utter_more}]
`)

const testIn = (yaml: string): ConversationTest => {
  const { project, findings } = readFiles([
    { path: 'tests/test_it.yml', bytes: new TextEncoder().encode(yaml) },
  ])
  expect(findings.filter(({ message }) => message.includes('has no key'))).toEqual([])
  return project.tests[0]!
}

/** Plays a conversation against turns that are already known. */
const play = async (yaml: string, said: BotMessage[], steps: Step[] = []) => {
  const events: Event[] = [
    { kind: 'decided', steps, trace: { model: 'm' } },
    ...said.map((message) => ({ kind: 'bot-said', ...message }) as const),
  ]
  const logged = events.map((event, at): Logged => ({
    ...event,
    conversation: 'c',
    seq: at + 1,
    position: at + 1,
    at: '',
  }))
  const { failures } = await playConversation(
    testIn(yaml) as Extract<ConversationTest, { kind: 'conversation' }>,
    {
      bot,
      start: () => Promise.resolve('c'),
      takeTurn: () => Promise.resolve({ events: logged }),
    },
  )
  return failures
}

const greeted: BotMessage = { text: 'Hi Anna!', response: 'utter_greet', variant: 0 }
const more: BotMessage = { text: 'More', response: 'utter_more', variant: 0 }
const tier: Step = { slot: 'tier', value: 'gold' }

describe('a conversation', () => {
  const rows: [string, string, BotMessage[], Step[], string | null][] = [
    ['as it was written', '- {customer: hi, bot: Hi Anna!}', [greeted], [], null],
    [
      'with another variant of the same response',
      '- {customer: hi, bot: "Hello Bob, welcome."}',
      [greeted],
      [],
      null,
    ],
    [
      'with other words',
      '- {customer: hi, bot: Good day}',
      [greeted],
      [],
      '“Good day” but utter_greet “Hi Anna!”',
    ],
    [
      'with more than was written',
      '- {customer: hi, bot: Hi Anna!}',
      [greeted, more],
      [],
      'nothing more but utter_more “More”',
    ],
    [
      'in another order',
      '- {customer: hi, bot: [More, Hi Anna!]}',
      [greeted, more],
      [],
      '“Hi Anna!” but silence',
    ],
    ['in silence', '- {customer: hi, bot: null}', [], [], null],
    ['not in silence', '- {customer: hi, bot: null}', [more], [], 'silence but utter_more “More”'],
    [
      'with a response by name',
      '- {customer: hi, response: utter_more}',
      [greeted, more],
      [],
      null,
    ],
    [
      'without it',
      '- {customer: hi, response: utter_more}',
      [greeted],
      [],
      'utter_more but utter_greet “Hi Anna!”',
    ],
    ['with a slot', '- {customer: hi, slots: {tier: gold}}', [], [tier], null],
    [
      'with another value',
      '- {customer: hi, slots: {tier: silver}}',
      [],
      [tier],
      'tier "silver" but tier "gold"',
    ],
    [
      'with an action',
      '- {customer: hi, action: utter_x}',
      [],
      [{ action: 'utter_x', by: 'rule' }],
      null,
    ],
    ['without it', '- {customer: hi, action: utter_x}', [], [], 'utter_x but no action'],
  ]
  test.each(rows)('%s', async (_, yaml, said, steps, expected) => {
    const failures = await play(yaml, said, steps)
    const [failure] = failures
    expect(failure ? `${failure.expected} but ${failure.got}` : null).toBe(expected)
    if (failure) expect(failure).toMatchObject({ after: 'hi', source: { line: 1 } })
  })

  test('with the slots of its fixtures', async () => {
    const yaml = (value: string) =>
      `fixtures: [{f: [{tier: gold}]}]\ntest_cases: [{test_case: t, fixtures: [f], steps: [{user: hi}, {slot_was_set: [{tier: ${value}}]}]}]`
    expect(await play(yaml('gold'), [greeted])).toEqual([])
    expect(await play(yaml('silver'), [greeted])).toMatchObject([{ got: 'tier "gold"' }])
  })

  test('buttons and patterns of a test case', async () => {
    const yaml = (title: string, pattern: string) =>
      `test_cases: [{test_case: t, steps: [{user: hi, assertions: [{bot_uttered: {text_matches: "${pattern}", buttons: [{title: ${title}}]}}]}]}]`
    const withButton = { ...greeted, buttons: [{ title: 'Yes', payload: '/affirm' }] }
    expect(await play(yaml('Yes', '^Hi'), [withButton])).toEqual([])
    expect(await play(yaml('No', '^Hi'), [withButton])).toMatchObject([{ expected: 'buttons No' }])
    expect(await play(yaml('Yes', '^Ho'), [withButton])).toMatchObject([
      { expected: 'text like ^Ho' },
    ])
    expect(await play(yaml('Yes', '(((('), [withButton])).toHaveLength(1)
  })
})

describe('what newer Rasa bots assert', () => {
  const asserting = (...assertions: string[]) =>
    `test_cases: [{test_case: t, steps: [{user: hi, assertions: [${assertions.join(', ')}]}]}]`
  const begun: Step[] = [{ action: 'a_form', by: 'rule' }, { loop: 'a_form' }]
  const done: Step[] = [...begun, { action: 'a_form', by: 'form' }, { loop: null }]
  const stopped: Step[] = [
    ...begun,
    { action: 'action_deactivate_loop', by: 'rule' },
    { loop: null },
  ]

  test.each<[string, Step[], string | null]>([
    ['flow_started: a_form', begun, null],
    ['flow_started: a_form', [], 'a_form to start but no form'],
    ['flow_completed: {flow_id: a_form}', done, null],
    [
      'flow_completed: {flow_id: a_form}',
      stopped,
      'a_form to complete but a_form to start, a_form to cancel',
    ],
    ['flow_cancelled: {flow_id: a_form}', stopped, null],
    [
      'flow_cancelled: {flow_id: a_form}',
      done,
      'a_form to cancel but a_form to start, a_form to complete',
    ],
    ['bot_did_not_utter: {utter_name: utter_more}', [], null],
    [
      'bot_did_not_utter: {utter_name: utter_greet}',
      [],
      'not to be said but utter_greet “Hi Anna!”',
    ],
    ['bot_did_not_utter: {text_matches: Anna}', [], 'not to be said but utter_greet “Hi Anna!”'],
    ['bot_did_not_utter: {utter_name: utter_greet, text_matches: Bob}', [], null],
  ])('%s', async (assertion, steps, expected) => {
    const [failure] = await play(asserting(`{${assertion}}`), [greeted], steps)
    expect(failure ? `${failure.expected} but ${failure.got}` : null).toBe(expected)
  })

  test('is told of when it has no counterpart', () => {
    const { findings } = readFiles([
      {
        path: 'tests/test_it.yml',
        bytes: new TextEncoder().encode(
          asserting('{generative_response_is_relevant: {threshold: 0.9}}'),
        ),
      },
    ])
    expect(findings.map(({ message }) => message).join()).toContain('no counterpart')
  })
})

test('a test says what actions answer: for all, or for one case alone', () => {
  const yaml = `stub_custom_actions:
  action_x: {events: [{event: slot, name: tier, value: gold}], responses: []}
  "two::action_x": {responses: [{text: Hello}]}
test_cases: [{test_case: one, steps: [{user: hi}]}, {test_case: two, steps: [{user: hi}]}]
`
  const { project, findings } = readFiles([
    { path: 'domain.yml', bytes: new TextEncoder().encode('actions: [action_x]') },
    { path: 'tests/test_it.yml', bytes: new TextEncoder().encode(yaml) },
  ])
  expect(findings.filter(({ file }) => file.startsWith('tests'))).toEqual([])
  expect(project.tests.map((one) => 'stubs' in one && one.stubs)).toEqual([
    { action_x: { events: [{ event: 'slot', name: 'tier', value: 'gold' }], responses: [] } },
    { action_x: { responses: [{ text: 'Hello' }] } },
  ])
})

describe('a test story', () => {
  const understand = ({ text }: { text: string }) =>
    understood({ intent: text === 'hello' ? 'greet' : 'ask' })
  const playSteps = (steps: string) =>
    playStory(
      testIn(`stories:\n- story: s\n  steps: [${steps}]\n`) as Extract<
        ConversationTest,
        { kind: 'story' }
      >,
      bot,
      understand,
    ).map(({ expected, got }) => `${expected} but ${got}`)

  test.each([
    ['passes', '{user: hello, intent: greet}, {action: utter_greet}', []],
    [
      'needs no running of forms',
      '{intent: ask}, {action: a_form}, {active_loop: a_form}, {active_loop: null}, {action: utter_more}',
      [],
    ],
    [
      'lets a form take its answers',
      '{intent: ask}, {action: a_form}, {active_loop: a_form}, {user: hello, intent: greet}, {action: a_form}, {active_loop: null}, {action: utter_more}',
      [],
    ],
    [
      'tells of another intent',
      '{user: hello, intent: ask}, {action: a_form}',
      ['the intent ask but the intent greet'],
    ],
    [
      'tells of another action',
      '{intent: greet}, {action: utter_more}',
      ['utter_more but utter_greet'],
    ],
    ['tells of an action too many', '{intent: greet}', ['action_listen but utter_greet']],
    [
      'tells of an action too few',
      '{intent: greet}, {action: utter_greet}, {action: utter_more}',
      ['utter_more but action_listen'],
    ],
  ])('%s', (_, steps, expected) => {
    expect(playSteps(steps)).toEqual(expected)
  })
})

describe('a test story in whole turns', () => {
  const shop = { ...bot, actions: ['action_x'] }
  const storyOf = (steps: string) =>
    testIn(`stories:\n- story: s\n  steps: [${steps}]\n`) as Extract<
      ConversationTest,
      { kind: 'story' }
    >
  /** Answers each message with the next of these. */
  const stageOf = (turns: readonly (readonly string[])[]) => {
    const sent: string[] = []
    const stage: Stage = {
      bot: shop,
      canRun: () => true,
      start: () => Promise.resolve('c'),
      takeTurn: ({ text }) => {
        const actions = turns[sent.push(text) - 1] ?? []
        const steps = actions.map((action): Step => ({ action, by: 'rule' }))
        const event = { kind: 'decided', steps, trace: { model: 'm' } } as const
        return Promise.resolve({
          events: [{ ...event, conversation: 'c', seq: 1, position: 1, at: '' }],
        })
      },
    }
    return { stage, sent }
  }

  test.each([
    ['{user: hello, intent: greet}, {action: action_x}', true],
    [
      '{intent: ask}, {action: a_form}, {active_loop: a_form}, {intent: ask}, {active_loop: null}',
      true,
    ],
    ['{intent: ask}, {action: a_form}, {active_loop: a_form}, {active_loop: null}', false],
    ['{intent: ask}, {slot_was_set: [{tier: gold}]}, {action: action_x}', false],
    ['{intent: ask}, {slot_was_set: [{requested_slot: size}]}, {action: action_x}', true],
  ])('%s is whole: %s', (steps, expected) => {
    const { stage } = stageOf([])
    expect(isWhole(storyOf(steps), stage)).toBe(expected)
    expect(isWhole(storyOf(steps), { ...stage, canRun: () => false })).toBe(false)
  })

  test.each<[string, string[][], string[]]>([
    ['{user: hello, intent: greet}, {action: action_x}', [['action_x']], []],
    [
      '{intent: ask}, {action: a_form}, {intent: greet}, {action: utter_more}',
      [['a_form'], ['a_form', 'utter_more']],
      [],
    ],
    ['{intent: greet}, {action: action_x}', [['utter_more']], ['action_x but utter_more']],
    ['{intent: greet}, {action: action_x}', [[]], ['action_x but action_listen']],
    [
      '{intent: greet}, {action: action_x}',
      [['action_x', 'utter_more']],
      ['action_listen but utter_more'],
    ],
  ])('%s with %j', async (steps, turns, expected) => {
    const { stage } = stageOf(turns)
    const failures = await playStoryInTurns(storyOf(steps), stage)
    expect(failures.map((one) => `${one.expected} but ${one.got}`)).toEqual(expected)
  })

  test('sends words, or what a button would send', async () => {
    const { stage, sent } = stageOf([])
    await playStoryInTurns(
      storyOf('{user: "hi [Rome](city)", intent: greet}, {intent: ask, entities: [{tier: gold}]}'),
      stage,
    )
    expect(sent).toEqual(['hi Rome', '/ask{"tier":"gold"}'])
  })
})
