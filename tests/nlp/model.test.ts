import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeNlu, encodeNlu } from '../../src/nlp/model.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { understand } from '../../src/nlp/understand.ts'
import { Problem } from '../../src/problem.ts'
import { toyModel } from './toy-bot.ts'

let model: NluModel
let bytes: Uint8Array
beforeAll(async () => {
  model = await toyModel()
  bytes = encodeNlu(model)
})

test('what was written is read again', () => {
  const read = decodeNlu(bytes)
  expect(encodeNlu(read)).toEqual(bytes)
  for (const text of ['where is my desk lamp HP-10023', '我的台灯呢']) {
    expect(understand({ text }, read)).toEqual(understand({ text }, model))
  }
})

test('bytes at an odd address are read too', () => {
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(decodeNlu(shifted.subarray(3)).intent.intents).toEqual(model.intent.intents)
})

describe('refused', () => {
  const code = (broken: Uint8Array): string => {
    try {
      decodeNlu(broken)
      return 'accepted'
    } catch (error) {
      if (error instanceof Problem) return error.code
      throw error
    }
  }
  const changed = (at: number, value: number): Uint8Array => {
    const copy = Uint8Array.from(bytes)
    copy[at] = value
    return copy
  }
  /** As somebody would who knows the format: the checksum is right again. */
  const signed = (broken: Uint8Array): Uint8Array => {
    const sum = createHash('sha256').update(broken.subarray(0, 8)).update(broken.subarray(40))
    broken.set(sum.digest(), 8)
    return broken
  }

  test('nothing, and another kind of file', () => {
    expect(code(new Uint8Array(0))).toBe('ModelUnreadable')
    expect(code(Buffer.from('{"this":"is json"}'.repeat(10)))).toBe('ModelUnreadable')
  })

  test('another version', () => {
    expect(code(changed(6, 99))).toBe('ModelVersion')
  })

  test('cut short anywhere', () => {
    for (const length of [1, 7, 39, 47, 48, 100, bytes.length >> 1, bytes.length - 1]) {
      expect(code(bytes.subarray(0, length))).toMatch(/ModelUnreadable|ModelAltered/)
    }
  })

  test('one bit altered anywhere', () => {
    for (let at = 8; at < bytes.length; at += 40_009) {
      expect(code(changed(at, bytes[at]! ^ 1))).toBe('ModelAltered')
    }
  })

  test('weights that are not numbers', () => {
    const { net } = model.intent
    const out = Float32Array.from(net.out)
    out[5] = Number.NaN
    const broken = { ...model, intent: { ...model.intent, net: { ...net, out } } }
    expect(code(encodeNlu(broken))).toBe('ModelBroken')
    const hot = { ...model, intent: { ...model.intent, temperature: Number.POSITIVE_INFINITY } }
    expect(code(encodeNlu(hot))).toBe('ModelBroken')
  })

  test('parts that do not fit together', () => {
    const fewer = { ...model, intent: { ...model.intent, intents: ['only_one'] } }
    expect(code(encodeNlu(fewer))).toBe('ModelBroken')
  })

  test('a header that lies, signed anew', () => {
    for (const [from, to] of [
      ['"Int8Array"', '"Function" '],
      ['"kind":"nlu"', '"kind":"xxx"'],
      ['"hidden":128', '"hidden":999'],
      ['{"kind"', '{{kind"'],
    ] as const) {
      const copy = Buffer.from(bytes)
      copy.write(to, copy.indexOf(from))
      expect(code(signed(copy))).toMatch(/ModelUnreadable|ModelBroken/)
    }
  })
})
