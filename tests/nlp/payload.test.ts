import { expect, test } from 'vitest'
import { readPayload } from '../../src/nlp/payload.ts'

test.each<[text: string, intent: string, entities: [string, unknown][]]>([
  ['/greet', 'greet', []],
  ['/faq/opening_hours', 'faq/opening_hours', []],
  ['/inform{"order_number":"HP-10023"}', 'inform', [['order_number', 'HP-10023']]],
  [
    '/inform {"a": 1, "b": null}',
    'inform',
    [
      ['a', 1],
      ['b', null],
    ],
  ],
  [
    '/inform{"city": ["Rome", "Paris"]}',
    'inform',
    [
      ['city', 'Rome'],
      ['city', 'Paris'],
    ],
  ],
  ['/查询订单{"编号":"一"}', '查询订单', [['编号', '一']]],
  ['/greet@0.9', 'greet', []],
  ['/inform{"order_number":}', 'inform', []],
  ['/inform{"__proto__":"x"}', 'inform', [['__proto__', 'x']]],
])('%s', (text, intent, entities) => {
  const read = readPayload(text)
  expect(read?.intent).toBe(intent)
  expect(read?.entities.map(({ entity, value }) => [entity, value])).toEqual(entities)
})

test.each(['hello', 'and/or', '/', '/ hello', '/home is where', '/inform{"a":1} please', '//{}x'])(
  '%s is ordinary text',
  (text) => {
    expect(readPayload(text)).toBeNull()
  },
)
