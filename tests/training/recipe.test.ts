import { expect, test } from 'vitest'
import { recipeFor } from '../../src/training/recipe.ts'

type Row = [string, Parameters<typeof recipeFor>, object]

test.each<Row>([
  ['many examples, fast', ['fast', 3000, 30, 0], { nets: 1, rounds: 0, hasBayes: true }],
  ['many examples, best', ['best', 3000, 30, 5000], { nets: 2, rounds: 0, hasBayes: true }],
  ['few examples, fast', ['fast', 300, 30, 5000], { nets: 1, rounds: 0, hasBayes: false }],
  ['few examples, best', ['best', 300, 30, 0], { nets: 3, rounds: 0, hasBayes: false }],
  ['few, with own messages', ['best', 300, 30, 5000], { nets: 2, rounds: 3, hasBayes: true }],
  ['few, with hardly any', ['best', 300, 30, 200], { nets: 3, rounds: 0, hasBayes: false }],
  ['a single intent', ['best', 100, 1, 5000], { nets: 2, rounds: 0, hasBayes: false }],
  ['too many intents for it', ['best', 30_000, 301, 0], { nets: 2, rounds: 0, hasBayes: false }],
])('%s', (_, given, expected) => {
  const { nets, rounds, bayes } = recipeFor(...given)
  expect({ nets, rounds, hasBayes: bayes > 0 }).toEqual(expected)
})

test.each([
  [10, { hasSeams: false, hasMeanings: true }],
  [29, { hasSeams: false, hasMeanings: true }],
  [30, { hasSeams: true, hasMeanings: true }],
  [63, { hasSeams: true, hasMeanings: true }],
  [64, { hasSeams: true, hasMeanings: false }],
])('with %i examples an intent messages are looked at so', (each, kinds) => {
  expect(recipeFor('fast', each * 20, 20, 0).kinds).toEqual(kinds)
})

test('the fewer examples, the more often each is seen', () => {
  const epochs = [100, 240, 600].map((examples) => recipeFor('fast', examples, 30, 0).net.epochs)
  expect(epochs).toEqual([50, 40, 35])
})
