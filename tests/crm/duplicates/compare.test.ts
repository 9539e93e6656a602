import { describe, expect, test } from 'vitest'
import { candidateOf } from '../../../src/crm/duplicates/candidate.ts'
import { candidatePairs } from '../../../src/crm/duplicates/candidate-pairs.ts'
import { compare } from '../../../src/crm/duplicates/compare.ts'
import { namePartsOf } from '../../../src/crm/duplicates/name-forms.ts'
import { nameSimilarity } from '../../../src/crm/duplicates/name-similarity.ts'

const alike = (a: string, b: string) => nameSimilarity(namePartsOf(a), namePartsOf(b))

describe('names', () => {
  test.each([
    ['Anna Berg', 'anna  BERG', 1],
    ['Anna Berg', 'Berg, Anna', 1],
    ['王小明', 'Wang Xiaoming', 1],
    ['王小明', 'Xiaoming Wang', 1],
    ['王小明', 'Xiao Ming Wang', 1],
    ['Müller', 'Mueller', 1],
    ['José García', 'Jose Garcia', 1],
    ['Dr. Anna Berg', 'Anna Berg', 1],
  ])('%s is %s', (a, b, likeness) => expect(alike(a, b)).toBeGreaterThanOrEqual(likeness))
  test.each([
    ['Anna Berg', 'Ana Berg'],
    ['Johnson Ruby', 'Ruby Johson'],
    ['Anna M. Berg', 'Anna Maria Berg'],
  ])('%s is like %s', (a, b) => {
    expect(alike(a, b)).toBeGreaterThan(0.85)
    expect(alike(a, b)).toBeLessThan(0.98)
  })
  test.each([
    ['Anna Berg', 'Emma Berg'],
    ['Lisa Brown', 'Lea Brown'],
    ['王小明', '李小明'],
    ['', 'Anna'],
  ])('%j is not %s', (a, b) => expect(alike(a, b)).toBeLessThan(0.85))
})

describe('two of 10,000 customers', () => {
  const row = {
    id: 'x',
    email: '',
    phone: '',
    address: '',
    city: '',
    country: 'Germany',
    postcode: '',
  }
  const home = { address: 'Lindenweg 8', city: 'Berlin', postcode: '10115' }
  const anna = {
    ...row,
    name: 'Anna Berg',
    email: 'anna.berg@example.com',
    phone: '+49 30 55501234',
    ...home,
  }
  const chances = { customers: 10_000, namesakes: () => 3 }
  const probability = (other: Partial<typeof anna>) =>
    compare(candidateOf(anna), candidateOf({ ...row, name: '', ...other }), chances).probability

  test.each([
    ['the same address and name', { name: 'Berg Anna', email: 'Anna.Berg@Example.com' }],
    ['the same phone, written otherwise, and name', { name: 'Anna Berg', phone: '030/555 012 34' }],
    [
      'a name mistyped at one home, with one phone',
      { name: 'Ana Berg', phone: '+493055501234', ...home },
    ],
  ])('%s: one person', (_, other) => expect(probability(other)).toBeGreaterThan(0.7))
  test.each([
    ['only the same name', { name: 'Anna Berg' }],
    [
      'another of the family, with one phone at one home',
      { ...anna, name: 'Emma Berg', email: 'emma@example.com' },
    ],
    [
      'another of the family, with one e-mail address at one home',
      { ...anna, name: 'Emma Berg', phone: '' },
    ],
    ['the same home of strangers', { name: 'Tom Keller', ...home }],
  ])('%s: two', (_, other) => expect(probability(other)).toBeLessThan(0.7))
  test('what one of both lacks says nothing', () => {
    const { reasons } = compare(
      candidateOf(anna),
      candidateOf({ ...row, name: 'Anna Berg' }),
      chances,
    )
    expect(reasons.map(({ field }) => field)).toEqual(['name'])
  })
})

test('pairs share a key, come once, and blocks of something common are left out', () => {
  const blocks = candidatePairs()
  for (let i = 0; i < 3_000; i++)
    blocks.add(i, [`own ${i}`, 'all', `pair ${Math.floor(i / 2)}`, `two ${Math.floor(i / 2)}`])
  const { pairs, tooCommon } = blocks.pairs()
  expect(tooCommon).toBe(1)
  expect(pairs).toHaveLength(1_500)
  expect(pairs.slice(0, 2)).toEqual([
    [0, 1],
    [2, 3],
  ])
})
