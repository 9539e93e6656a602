import { expect, test } from 'vitest'
import { understand } from '../../src/nlp/understand.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  refund: ['i want a refund', 'give me my money back', 'refund the payment', 'return my money'],
  cook: ['how do i cook rice', 'a recipe for soup', 'what shall i cook', 'boil the potatoes'],
  travel: ['book a flight', 'i need a train ticket', 'plan my journey', 'a trip to the sea'],
}

const examples = Object.entries(said).flatMap(([intent, texts]) =>
  texts.map((text, n) => ({
    text,
    intent,
    entities: [],
    language: 'en' as const,
    source: { file: 'nlu.yml', line: n + 1 },
  })),
)

test('few examples are enough for words that none of them has, in either language', async () => {
  const model = await trainNlu(
    { examples, synonyms: [], regexes: [], lookups: [], pipeline: null },
    { seed: 1, makeHead: plainHead },
  )
  const named = (text: string) => understand({ text }, model).intent.name
  expect(
    ['reimburse me', '退款', 'roast chicken', '烹饪', 'airplane voyage', '旅行'].map(named),
  ).toEqual(['refund', 'refund', 'cook', 'cook', 'travel', 'travel'])
})
