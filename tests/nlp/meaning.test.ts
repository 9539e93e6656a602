import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { meaningOf } from '../../src/nlp/meaning.ts'
import { MEANINGS_FILE, decodeMeanings, meanings } from '../../src/nlp/meanings.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const known = meanings()

const vectorOf = (text: string) => Float32Array.from(meaningOf(tokenise(text), known).vector)

function likeness(one: string, other: string): number {
  const [a, b] = [vectorOf(one), vectorOf(other)]
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0)
}

test.each([
  ['refund', 'repay', 'kitchen'],
  ['purchase', 'buy', 'weather'],
  ['parcel', 'package', 'joke'],
  ['退款', 'refund', 'weather'],
  ['取消', 'cancel', 'cook'],
  ['付款', 'payment', '天气'],
])('"%s" is more like "%s" than like "%s"', (word, like, unlike) => {
  expect(likeness(word, like)).toBeGreaterThan(likeness(word, unlike) + 0.2)
})

describe('a message', () => {
  test('has a meaning of unit length, whatever its length', () => {
    for (const text of [
      'cancel',
      'cancel my order please',
      '我要取消订单',
      'refund '.repeat(5000),
    ]) {
      expect(Math.hypot(...vectorOf(text))).toBeCloseTo(1, 4)
    }
  })

  test('of unknown words only, or of none, means nothing', () => {
    for (const text of ['', 'xqzzv', '…'])
      expect(vectorOf(text).every((value) => value === 0)).toBe(true)
  })

  test('is taken in words: stems, and the longest Chinese ones', () => {
    const { words } = meaningOf(tokenise('我要退款, reversing 12'), known)
    expect(words.map(({ text, from, to }) => [text, from, to])).toEqual([
      ['我', 0, 1],
      ['要', 1, 2],
      ['退款', 2, 4],
      ['revers', 4, 5],
      ['##', 5, 6],
    ])
  })

  test('is the sum of its vectors, those of a Chinese word being its translations', () => {
    const { vector, words, rows, factors } = meaningOf(tokenise('please cancel 订单 xqzzv'), known)
    const sum = new Float32Array(vector.length)
    rows.forEach((row, i) => {
      for (let j = 0; j < sum.length; j++) {
        sum[j]! += factors[i]! * known.vectors[row * sum.length + j]!
      }
    })
    sum.forEach((value, j) => expect(value).toBeCloseTo(vector[j]!, 4))
    expect(words.map(({ end }) => end)).toEqual([1, 2, rows.length, rows.length])
    expect(rows).toContain(known.words.get('order'))
  })
})

test('a broken file of meanings is named', () => {
  const bytes = Uint8Array.from(readFileSync(MEANINGS_FILE))
  bytes[bytes.length - 5]! ^= 1
  expect(() => decodeMeanings(bytes)).toThrow('checksum')
})
