import { expect, test } from 'vitest'
import { sentimentFeatures } from '../../src/nlp/sentiment-features.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { sentimentSpace } from '../../src/training/sentiment-space.ts'

const examples = [
  { text: 'good lamp', feels: 'positive' },
  { text: 'good chair', feels: 'positive' },
  { text: 'bad lamp', feels: 'negative' },
  { text: 'bad table', feels: 'negative' },
]
const space = sentimentSpace(examples, ['negative', 'positive'], 14)

/** Of the word itself: the second feature of a message of one word. */
function weightOf(word: string): number {
  const all = { ...space, weights: new Uint8Array(1 << 14).fill(1) }
  return space.weights[sentimentFeatures(word, tokenise(word), all).rows[1]!]!
}

test('what only one class has tells more than what is as rare and in both', () => {
  expect(weightOf('good')).toBeGreaterThan(5 * weightOf('lamp'))
  expect(weightOf('lamp')).toBeGreaterThan(0)
})

test('of two that only one class has the oftener seen tells more, the unseen nothing', () => {
  expect(weightOf('good')).toBe(weightOf('bad'))
  expect(weightOf('good')).toBeGreaterThan(weightOf('chair'))
  expect(weightOf('sofa')).toBe(0)
})
