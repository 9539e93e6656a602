import { describe, expect, test } from 'vitest'
import { actionsMention } from '../../src/commands/actions-mention.ts'
import type { Finding } from '../../src/training/project.ts'
import { readFiles, readProject } from '../../src/training/read-project.ts'

/** A bot without a fault, in two languages, that each row below spoils in one place. */
const sound: Readonly<Record<string, string>> = {
  'domain.yml': `version: "3.1"
intents: [greet, book, chat, help, affirm]
entities: [city, size]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
  mood: {type: categorical, values: [good, bad], mappings: [{type: from_intent, intent: affirm, value: good}]}
forms:
  trip_form: {required_slots: [city]}
responses:
  utter_neutral: [{text: 🙂}]
`,
  'rules.yml': `version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: book
  steps: [{intent: book}, {action: trip_form}, {active_loop: trip_form}]
- rule: booked
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {action: utter_booked}]
- rule: help
  condition: [{slot_was_set: [{mood: good}]}]
  steps: [{intent: help}, {action: utter_help}]
stories:
- story: a chat
  steps: [{intent: chat}, {action: utter_chat}, {checkpoint: chatted}]
- story: after a chat
  steps: [{checkpoint: chatted}, {intent: affirm}, {action: utter_neutral}]
- story: help in a bad mood
  steps: [{intent: help}, {action: utter_greet}]
`,
  'en/nlu.yml': `version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello there
    - good morning to you
- intent: book
  examples: |
    - a trip to [Rome](city) please
    - [Rome](city) again
    - go to [Rome](city)
    - one more time [Rome](city)
    - we want to see [Rome](city)
- intent: chat
  examples: |
    - tell me something funny
    - how is life
- intent: help
  examples: |
    - what can you do for me
    - please assist me
- intent: affirm
  examples: |
    - yes of course
    - sure thing
`,
  'zh/nlu.yml': `version: "3.1"
nlu:
- {intent: greet, examples: ["你好", "早上好啊"]}
- {intent: book, examples: ["去[罗马](city)的行程", "订一个旅行"]}
- {intent: chat, examples: ["聊聊天吧", "说点有趣的"]}
- {intent: help, examples: ["你能做什么", "帮帮我吧"]}
- {intent: affirm, examples: ["好的呀", "当然可以"]}
`,
  'en/responses.yml': `version: "3.1"
responses:
  utter_greet: [{text: Hello!}]
  utter_booked: [{text: "To {city}.", buttons: [{title: More, payload: '/book{"city": "Rome"}'}]}]
  utter_help: [{text: I book trips.}]
  utter_chat: [{text: Fine weather.}]
  utter_ask_city: [{text: Where to?}]
`,
  'zh/responses.yml': `version: "3.1"
responses:
  utter_greet: [{text: 你好！}]
  utter_booked: [{text: "去{city}。"}]
  utter_help: [{text: 我可以订行程。}]
  utter_chat: [{text: 天气不错。}]
  utter_ask_city: [{text: 去哪里？}]
`,
}

const read = (files: Readonly<Record<string, string>>): readonly Finding[] =>
  readFiles(
    Object.entries(files).map(([path, content]) => ({
      path,
      bytes: new TextEncoder().encode(content),
    })),
  ).findings

const spoil = (path: string, from: string, to: string): readonly Finding[] => {
  expect(sound[path]).toContain(from)
  return read({ ...sound, [path]: sound[path]!.replace(from, to) })
}

test('what is sound is left alone', () => {
  expect(read(sound)).toEqual([])
})

test('the shop has no faults, and none are invented', async () => {
  const { findings } = await readProject('intents', { actionsMention: actionsMention('intents') })
  expect(findings).toEqual([])
})

/** The file, what stands in it, what is planted instead; the code and the line of what is told. */
type Row = [
  what: string,
  path: string,
  from: string,
  to: string,
  code: string,
  line: number,
  says: RegExp,
]

const rows: Row[] = [
  [
    'two rules that contradict each other',
    'rules.yml',
    '- rule: book\n',
    '- rule: greet too\n  steps: [{intent: greet}, {action: utter_help}]\n- rule: book\n',
    'contradiction',
    5,
    /After greet the rule "greet too" wants utter_help, but the rule "greet" at rules.yml:3 wants utter_greet/,
  ],
  [
    'a rule and a story',
    'rules.yml',
    '- story: a chat\n',
    '- story: odd\n  steps: [{intent: greet}, {action: utter_chat}]\n- story: a chat\n',
    'contradiction',
    14,
    /the story "odd" wants utter_chat, but the rule "greet"/,
  ],
  [
    'two stories',
    'rules.yml',
    '- story: a chat\n',
    '- story: odd\n  steps: [{intent: chat}, {action: utter_help}]\n- story: a chat\n',
    'contradiction',
    16,
    /the story "a chat" wants utter_chat, but the story "odd"/,
  ],
  [
    'a rule that stands twice',
    'rules.yml',
    '- rule: book\n',
    '- rule: hi\n  steps: [{intent: greet}, {action: utter_greet}]\n- rule: book\n',
    'unreachable-rule',
    5,
    /says the same as "greet"/,
  ],
  [
    'a rule for a value that its slot never has',
    'rules.yml',
    '{mood: good}',
    '{mood: goood}',
    'unreachable-rule',
    10,
    /never applies: its condition wants mood to be goood/,
  ],
  [
    'a form that never begins',
    'rules.yml',
    '{action: trip_form}, {active_loop: trip_form}]\n- rule: booked',
    '{action: utter_help}]\n- rule: booked',
    'unreachable-rule',
    7,
    /wants the form trip_form, which nothing begins/,
  ],
  [
    'a form that nobody knows of',
    'domain.yml',
    'forms:\n',
    'forms:\n  lost_form: {required_slots: [city]}\n',
    'form-never-begins',
    8,
    /The form lost_form never begins/,
  ],
  [
    'a checkpoint that nothing leads to',
    'rules.yml',
    '[{checkpoint: chatted}, {intent: affirm}',
    '[{checkpoint: chated}, {intent: affirm}',
    'unreachable-story',
    16,
    /to which nothing leads/,
  ],
  [
    'an intent without an answer',
    'rules.yml',
    '- rule: greet\n  steps: [{intent: greet}',
    '- rule: greet\n  steps: [{intent: help}',
    'unanswered-intent',
    2,
    /Nothing answers the intent greet/,
  ],
  [
    'a form without a question',
    'en/responses.yml',
    'utter_ask_city',
    'utter_ask_town',
    'missing-translation',
    7,
    /utter_ask_town has no words in Chinese/,
  ],
  [
    'a form that cannot ask',
    'domain.yml',
    'required_slots: [city]',
    'required_slots: [city, mood]',
    'no-question',
    8,
    /no words to ask for mood/,
  ],
  [
    'a slot that nothing fills',
    'domain.yml',
    'slots:\n',
    'slots:\n  lost: {type: text}\n',
    'slot-never-filled',
    5,
    /Nothing fills the slot lost/,
  ],
  [
    'a slot that nothing reads',
    'domain.yml',
    'slots:\n',
    'slots:\n  lost: {type: text, mappings: [{type: from_entity, entity: size}]}\n',
    'slot-never-read',
    5,
    /Nothing reads the slot lost/,
  ],
  [
    'a misspelt intent',
    'rules.yml',
    '{intent: book}',
    '{intent: boook}',
    'unknown-intent',
    6,
    /uses the intent boook/,
  ],
  [
    'a misspelt action',
    'rules.yml',
    'utter_booked',
    'utter_boked',
    'unknown-action',
    9,
    /uses the action utter_boked/,
  ],
  [
    'a misspelt slot',
    'rules.yml',
    '{mood: good}',
    '{moood: good}',
    'unknown-slot',
    11,
    /uses the slot moood/,
  ],
  [
    'a misspelt entity',
    'en/nlu.yml',
    'see [Rome](city)',
    'see [Rome](citty)',
    'unknown-entity',
    13,
    /uses the entity citty/,
  ],
  [
    'an example of two intents',
    'en/nlu.yml',
    '- how is life',
    '- hello there',
    'duplicate',
    17,
    /of chat and, at en\/nlu.yml:5, of greet/,
  ],
  [
    'nearly the same, but for marks',
    'en/nlu.yml',
    '- how is life',
    '- Hello, there!',
    'near-duplicate',
    17,
    /nearly the same/,
  ],
  [
    'nearly the same, but for a misspelling',
    'en/nlu.yml',
    '- how is life',
    '- good mornin to you',
    'near-duplicate',
    17,
    /nearly the same/,
  ],
  [
    'nearly the same, but for the value',
    'en/nlu.yml',
    '- how is life',
    '- a trip to [Paris](city) please',
    'near-duplicate',
    17,
    /nearly the same, "a trip to Rome please"/,
  ],
  [
    'nearly the same, in Chinese',
    'zh/nlu.yml',
    '聊聊天吧',
    '你能做什么？',
    'near-duplicate',
    6,
    /nearly the same/,
  ],
  [
    'a forgotten annotation',
    'en/nlu.yml',
    'see [Rome](city)',
    'see Rome',
    'missing-annotation',
    13,
    /"Rome" is no city here, but is one at en\/nlu.yml:9/,
  ],
  [
    'words in one language only',
    'zh/responses.yml',
    '  utter_help: [{text: 我可以订行程。}]\n',
    '',
    'missing-translation',
    5,
    /utter_help has no words in Chinese/,
  ],
  [
    'examples in one language only',
    'zh/nlu.yml',
    '- {intent: chat, examples: ["聊聊天吧", "说点有趣的"]}\n',
    '',
    'missing-translation',
    16,
    /chat has no examples in Chinese/,
  ],
  [
    'a reply loop',
    'rules.yml',
    '- rule: book\n',
    '- rule: on\n  wait_for_user_input: false\n  steps: [{action: utter_neutral}, {action: utter_chat}]\n- rule: and on\n  wait_for_user_input: false\n  steps: [{action: utter_chat}, {action: utter_neutral}]\n- rule: begin\n  wait_for_user_input: false\n  steps: [{intent: affirm}, {action: utter_chat}]\n- rule: book\n',
    'reply-loop',
    11,
    /goes round in circles/,
  ],
  [
    'a button that means nothing',
    'en/responses.yml',
    "'/book{",
    "'/bok{",
    'broken-button',
    4,
    /means the intent bok/,
  ],
  [
    'a button that cannot be read',
    'en/responses.yml',
    '"Rome"}\'',
    '"Rome"\'',
    'broken-button',
    4,
    /cannot be read/,
  ],
]

describe('what is planted is found', () => {
  test.each(rows)('%s', (_, path, from, to, code, line, says) => {
    const findings = spoil(path, from, to)
    const found = findings.filter((one) => one.code === code && says.test(one.message))
    expect(found, JSON.stringify(findings, null, 1)).not.toEqual([])
    expect(found.map((one) => one.line)).toContain(line)
    for (const one of found) {
      expect(one.column).toBeGreaterThan(0)
      expect(one.remedy).toBeTruthy()
    }
  })

  test('a contradiction shows the shortest conversation that comes to it', () => {
    const findings = spoil(
      'rules.yml',
      '- story: a chat\n',
      '- story: odd\n  steps: [{intent: affirm}, {action: utter_neutral}, {intent: greet}, {action: utter_chat}]\n- story: a chat\n',
    )
    expect(findings.find(({ code }) => code === 'contradiction')).toMatchObject({
      conversation: ['customer: greet', 'bot: utter_chat, or utter_greet?'],
      related: { file: 'rules.yml', line: 3 },
    })
  })

  test('misspelt names come with the likeliest', () => {
    const [finding] = spoil('rules.yml', 'utter_booked', 'utter_boked')
    expect(finding).toMatchObject({ severity: 'error', remedy: 'Did you mean utter_booked?' })
  })
})
