import { expect, test } from 'vitest'
import { sentimentFeatures } from '../../src/nlp/sentiment-features.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const space = { bits: 16, weights: new Uint8Array(1 << 16).fill(1) }

function rowsOf(text: string): Set<number> {
  const { rows, count } = sentimentFeatures(text, tokenise(text), space)
  return new Set(rows.subarray(0, count))
}

test('marks between Chinese characters tell, on whichever keyboard they were typed', () => {
  expect(rowsOf('就是贵，不过好')).not.toEqual(rowsOf('就是贵不过好'))
  expect(rowsOf('就是贵，不过好')).toEqual(rowsOf('就是贵,不过好'))
})

test('a run has at most four characters', () => {
  const parts = new Set(['甲乙丙丁', '乙丙丁戊'].flatMap((text) => [...rowsOf(text)]))
  expect([...rowsOf('甲乙丙丁戊')].filter((row) => !parts.has(row))).toEqual([])
})

test('a message of words has no runs over them', () => {
  expect(rowsOf('good lamp')).toEqual(rowsOf('good, lamp'))
})

test('a long message has room for all its features', () => {
  const text = (marks: number) => `${'，'.repeat(marks)}甲乙丙丁`
  expect(rowsOf(text(5000))).toEqual(rowsOf(text(50)))
})
