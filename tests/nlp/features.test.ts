import { expect, test } from 'vitest'
import { FEATURE_ROWS, hashFeatures, weighFeatures } from '../../src/nlp/features.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const flat = {
  hasSeams: true,
  hasMeanings: false,
  wordIdf: new Float32Array(FEATURE_ROWS).fill(1),
  pieceIdf: new Float32Array(FEATURE_ROWS).fill(1),
  kindIdf: new Float32Array(),
}

/** Row → value, sorted; a row of both groups stands twice. */
function featuresOf(text: string): [number, number][] {
  const { count, rows, values } = weighFeatures(hashFeatures(tokenise(text), flat), flat)
  return Array.from({ length: count }, (_, i): [number, number] => [rows[i]!, values[i]!]).sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  )
}

test('the same text has the same features, whatever came between', () => {
  const once = featuresOf('where is my order')
  featuresOf('something else entirely')
  expect(featuresOf('where is my order')).toEqual(once)
})

test('case, width and order numbers do not matter', () => {
  expect(featuresOf('WHERE is 订单 HP-10023？')).toEqual(featuresOf('where is 订单 hp-99817?'))
})

test('the order of words matters', () => {
  expect(featuresOf('dog bites man')).not.toEqual(featuresOf('man bites dog'))
})

test('a Chinese text of n characters has n tokens and n + 1 pairs, and no pieces', () => {
  const hashed = hashFeatures(tokenise('我的订单'), flat)
  expect([hashed.tokens, hashed.wordCount, hashed.pieceCount]).toEqual([4, 9, 0])
})

test('pieces of <cat> are its 2- to 5-grams and its seams', () => {
  // <c ca at t> <ca cat at> <cat cat> <cat>, and "< c" "< ca" "< cat" "t >" "at >" "cat >"
  expect(hashFeatures(tokenise('cat'), flat).pieceCount).toBe(16)
})

test('pieces say which token or seam they are of', () => {
  const { pieceEnds } = hashFeatures(tokenise('cat 我的 a'), flat)
  expect([...pieceEnds.subarray(0, 9)]).toEqual([3, 13, 16, 16, 16, 16, 17, 20, 21])
})

test.each(['where is my order', '我的订单', 'a', 'ok ok ok ok'])('%s has unit length', (text) => {
  const squares = featuresOf(text).reduce((sum, [, value]) => sum + value * value, 0)
  expect(squares).toBeCloseTo(1, 5)
})

test('rows that training never saw are left out', () => {
  const empty = {
    hasSeams: true,
    hasMeanings: false,
    wordIdf: new Float32Array(FEATURE_ROWS),
    pieceIdf: new Float32Array(FEATURE_ROWS),
    kindIdf: new Float32Array(),
  }
  expect(weighFeatures(hashFeatures(tokenise('where'), flat), empty).count).toBe(0)
})

test('a text as long as a book is counted like any other', () => {
  expect(featuresOf('ha '.repeat(70_000)).length).toBeGreaterThan(0)
  expect(featuresOf('ha')).toEqual(featuresOf('ha'))
})
