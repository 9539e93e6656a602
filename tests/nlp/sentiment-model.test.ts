import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  SENTIMENT_FILE,
  decodeSentiment,
  encodeSentiment,
  sourceOf,
} from '../../src/nlp/sentiment-model.ts'

const stored = readFileSync(SENTIMENT_FILE, 'utf8')

test('the model was made from the sentences beside it: run npm run sentiment when they change', () => {
  const sentences = ['en', 'zh'].map((name) => readFileSync(`data/sentiment/${name}.yml`, 'utf8'))
  const hash = createHash('sha256').update(sentences.join('\n')).digest('hex')
  expect(sourceOf(stored)).toBe(hash)
})

test('what is read is written the same again', () => {
  expect(encodeSentiment(decodeSentiment(stored), sourceOf(stored))).toBe(stored)
})

test.each([
  ['', 'it is no JSON'],
  [stored.slice(0, 5000), 'it is no JSON'],
  [stored.replace(/"rows": "..../, '"rows": "'), 'its rows are cut short'],
  [stored.replace(/"hidden": \d+/, '"hidden": 7'), 'its rows are cut short'],
  [stored.replace(/"bias": "[^"]{8}/, '"bias": "AADAfwAA'), 'not a number'],
])('a broken file is told apart, with the remedy', (text, why) => {
  expect(() => decodeSentiment(text)).toThrow(
    new RegExp(`${SENTIMENT_FILE} cannot be used: .*${why}.*npm run sentiment`),
  )
})
