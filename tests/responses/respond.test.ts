import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, Saying, Tracker, Variant } from '../../src/conversation.ts'
import { fill } from '../../src/responses/fill.ts'
import { respond, type Responses } from '../../src/responses/respond.ts'

const source = { file: 'domain.yml', line: 1 }
const v = (variant: Omit<Variant, 'source'>): Variant => ({ ...variant, source })

const tracker = (more: Partial<Tracker> = {}): Tracker => ({
  conversation: 'c',
  seq: 1,
  heldBy: 'bot',
  agent: null,
  customer: null,
  language: 'en',
  slots: { order: 'HP-10023', tier: 'gold', sent: true, tags: ['a', 'b'], nothing: null },
  loop: null,
  latest: null,
  past: [],
  misunderstood: 0,
  upset: 0,
  ...more,
})

const responses: Responses = {
  utter_order: [v({ text: 'Order {order} is {state}.' })],
  utter_both: [v({ text: 'Hello', language: 'en' }), v({ text: '你好', language: 'zh' })],
  utter_english: [v({ text: 'Only English', language: 'en' })],
  utter_any: [v({ text: 'For all' }), v({ text: 'Auf Deutsch', language: 'de' })],
  utter_tier: [
    v({ text: 'Dear customer' }),
    v({ text: 'Dear gold', condition: [{ slot: 'tier', is: 'Gold' }] }),
    v({ text: 'Dear silver', condition: [{ slot: 'tier', is: 'silver' }] }),
  ],
  utter_sent: [
    v({ text: 'Sent', condition: [{ slot: 'sent', is: true }] }),
    v({
      text: 'Empty',
      condition: [
        { slot: 'nothing', set: false },
        { slot: 'sent', is: false },
      ],
    }),
  ],
  utter_channel: [v({ text: 'Anywhere' }), v({ text: 'By e-mail', channel: 'email' })],
  utter_only_email: [v({ text: 'By e-mail', channel: 'email' })],
  'utter_faq/hours': [v({ text: '9 to 5' })],
  utter_rich: [
    v({
      text: 'Look',
      image: 'https://x/{order}.png',
      buttons: [{ title: 'Track {order}', payload: '/track{"order":"{order}"}' }],
      custom: { card: { id: '{order}', tags: '{tags}', note: 'Nr {order}' } },
    }),
  ],
  utter_many: ['a', 'b', 'c', 'd'].map((text) => v({ text })),
}

const texts = (saying: Saying, more?: Partial<Tracker>, channel?: string) =>
  respond(saying, tracker(more), responses, channel === undefined ? {} : { channel }).map(
    ({ text }) => text,
  )

describe('respond', () => {
  const rows: [string, Saying, Partial<Tracker>, string | undefined, string[]][] = [
    [
      'slots and facts are filled in',
      { response: 'utter_order', facts: { state: 'sent' } },
      {},
      undefined,
      ['Order HP-10023 is sent.'],
    ],
    [
      'a fact goes before a slot',
      { response: 'utter_order', facts: { order: 'X', state: 'sent' } },
      {},
      undefined,
      ['Order X is sent.'],
    ],
    [
      'what is missing leaves nothing behind',
      { response: 'utter_order' },
      {},
      undefined,
      ['Order HP-10023 is .'],
    ],
    [
      'the customer’s language',
      { response: 'utter_both' },
      { language: 'zh' },
      undefined,
      ['你好'],
    ],
    [
      'no language before another language',
      { response: 'utter_any' },
      { language: 'zh' },
      undefined,
      ['For all'],
    ],
    [
      'another language before nothing',
      { response: 'utter_english' },
      { language: 'zh' },
      undefined,
      ['Only English'],
    ],
    [
      'a condition that holds before none',
      { response: 'utter_tier' },
      {},
      undefined,
      ['Dear gold'],
    ],
    [
      'none when no condition holds',
      { response: 'utter_tier' },
      { slots: {} },
      undefined,
      ['Dear customer'],
    ],
    ['a condition on true', { response: 'utter_sent' }, {}, undefined, ['Sent']],
    [
      'all conditions must hold',
      { response: 'utter_sent' },
      { slots: { sent: false } },
      undefined,
      ['Empty'],
    ],
    [
      'silence when nothing may be said',
      { response: 'utter_sent' },
      { slots: { sent: 1 } },
      undefined,
      [],
    ],
    ['a channel of its own', { response: 'utter_channel' }, {}, 'email', ['By e-mail']],
    ['not on another channel', { response: 'utter_channel' }, {}, 'web', ['Anywhere']],
    ['silence on a channel it is not meant for', { response: 'utter_only_email' }, {}, 'web', []],
    ['silence when there is no such response', { response: 'utter_unknown' }, {}, undefined, []],
    ['nor one that every object has', { response: 'constructor' }, {}, undefined, []],
    [
      'words of its own where the domain has none',
      { response: 'utter_ask_rephrase' },
      { language: 'zh' },
      undefined,
      ['抱歉，我没太明白，您能换个说法吗？'],
    ],
  ]
  test.each(rows)('%s', (_, saying, more, channel, expected) => {
    expect(texts(saying, more, channel)).toEqual(expected)
  })

  test('a retrieval intent is answered under its key', () => {
    const understanding = {
      language: 'en',
      intent: { name: 'faq/hours', confidence: 1 },
      ranking: [],
      entities: [],
      sentiment: 0,
      isUpset: false,
    }
    const [message] = respond(
      { response: 'utter_faq' },
      tracker({ latest: { text: 'x', understanding } }),
      responses,
    )
    expect(message).toEqual({ text: '9 to 5', response: 'utter_faq/hours', variant: 0 })
  })

  test('buttons, pictures and custom payloads are filled in', () => {
    const own = { title: 'More', payload: '/more' }
    expect(respond({ response: 'utter_rich', buttons: [own] }, tracker(), responses)).toEqual([
      {
        text: 'Look',
        image: 'https://x/HP-10023.png',
        buttons: [{ title: 'Track HP-10023', payload: '/track{"order":"HP-10023"}' }, own],
        custom: { card: { id: 'HP-10023', tags: ['a', 'b'], note: 'Nr HP-10023' } },
        response: 'utter_rich',
        variant: 0,
      },
    ])
  })

  test('a value cannot break out of a payload', () => {
    const slots = { order: '"}evil{"' }
    const [message] = respond({ response: 'utter_rich' }, tracker({ slots }), responses)
    const payload = message!.buttons![0]!.payload
    expect(JSON.parse(payload.slice('/track'.length))).toEqual({ order: '"}evil{"' })
  })

  test('the same turn says the same, others vary', () => {
    const said = (seq: number) => texts({ response: 'utter_many' }, { seq })[0]
    expect(said(7)).toBe(said(7))
    expect(new Set(Array.from({ length: 50 }, (_, seq) => said(seq))).size).toBe(4)
  })
})

describe('fill', () => {
  const rows: [string, string, Record<string, Json>, string][] = [
    ['braces in a value stay', 'Hi {a}', { a: '{b}', b: 'no' }, 'Hi {b}'],
    ['JSON stays', '/x{"a":"b"}', { a: 'no' }, '/x{"a":"b"}'],
    [
      'names with dashes and other letters',
      '{amount-of-money}{名}',
      { 'amount-of-money': 5, 名: '王' },
      '5王',
    ],
    ['markup stays as it is', '**{a}** [x](y)', { a: '<b>*' }, '**<b>*** [x](y)'],
    ['what every object has is not a fact', '{constructor}{__proto__}', {}, ''],
    ['lists are joined', '{a}', { a: ['x', 2, true] }, 'x, 2, true'],
    ['dollars are no pattern', '{a}', { a: "$& $1 $'" }, "$& $1 $'"],
  ]
  test.each(rows)('%s', (_, template, facts, expected) => {
    expect(fill(template, facts)).toBe(expected)
  })

  test('inserts any value literally', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fill('{x}|{y}', { x: a, y: b })).toBe(`${a}|${b}`)
      }),
    )
  })
})
