import { expect, test } from 'vitest'
import { startRandom } from '../../src/training/random.ts'
import { leftSingular } from '../../src/training/svd.ts'
import { learnVectors } from '../../src/training/word-vectors.ts'

test('singular vectors times the root of their values give a low-rank matrix again', () => {
  // M = 9·a·bᵀ + 4·c·dᵀ, of unit vectors at right angles.
  const [a, c] = [
    [0.6, 0.8, 0, 0],
    [0, 0, 0.8, -0.6],
  ]
  const [b, d] = [
    [1, 0, 0],
    [0, 0.6, 0.8],
  ]
  const cells = [0, 1, 2, 3].map((r) => [0, 1, 2].map((k) => 9 * a[r]! * b[k]! + 4 * c[r]! * d[k]!))
  const sparse = {
    height: 4,
    width: 3,
    starts: Uint32Array.from([0, 3, 6, 9, 12]),
    columns: Uint32Array.from([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]),
    values: Float32Array.from(cells.flat()),
  }
  const found = leftSingular(sparse, 2, startRandom(1))
  for (let r = 0; r < 4; r++) {
    expect(Math.abs(found[r * 2]!)).toBeCloseTo(3 * Math.abs(a[r]!), 3)
    expect(Math.abs(found[r * 2 + 1]!)).toBeCloseTo(2 * Math.abs(c[r]!), 3)
  }
})

const subjects = ['parcel', 'package', 'refund', 'money']
const texts = Array.from({ length: 400 }, (_, n) => {
  const subject = subjects[n % 4]!
  const isSent = n % 4 < 2
  const verbs = isSent ? ['arrive', 'ship', 'deliver'] : ['pay', 'transfer', 'return']
  return `when will the ${subject} ${verbs[n % 3]!} ${isSent ? 'here' : 'back'}`
})

test('words in the same company are near, others are not', () => {
  const vectors = learnVectors(texts, startRandom(1))!
  const near = (x: string, y: string) =>
    vectors.of(x).reduce((sum, value, j) => sum + value * vectors.of(y)[j]!, 0)
  expect(near('parcel', 'package')).toBeGreaterThan(near('parcel', 'money') + 0.2)
  expect(near('refund', 'money')).toBeGreaterThan(near('refund', 'package') + 0.2)
  expect(near('parcels', 'parcel')).toBeCloseTo(1)
})

test('the same texts and seed give the same vectors', () => {
  const [once, again] = [learnVectors(texts, startRandom(3)), learnVectors(texts, startRandom(3))]
  expect(again!.of('refund')).toEqual(once!.of('refund'))
})

test('a text without a known word has no direction, and too few texts give no vectors', () => {
  expect(
    learnVectors(texts, startRandom(1))!
      .of('zzz')
      .every((value) => value === 0),
  ).toBe(true)
  expect(learnVectors(['hello'], startRandom(1))).toBeNull()
})
