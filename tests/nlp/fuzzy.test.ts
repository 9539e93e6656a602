import { describe, expect, test } from 'vitest'
import { editDistance } from '../../src/nlp/entities/edit-distance.ts'
import { type EntityData, noEntities, readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { findPhrases, type PhraseTree, plantPhrases } from '../../src/nlp/entities/phrases.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { ordinaryWords } from '../../src/training/ordinary-words.ts'

const phrase = (text: string) => ({ entity: 'product', text, value: text })
const shop: Partial<EntityData> = {
  phrases: [
    'copper kettle',
    'cushion',
    'casserole',
    'cable',
    'mug',
    '落地台灯',
    '台灯',
    '北欧羊毛地毯',
  ].map(phrase),
  ordinary: ['custom'],
}

function found(text: string) {
  const model = readyEntities({ ...noEntities, ...shop })
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  return findEntities({ text, language }, tokenise(text), model)
    .filter(({ entity }) => entity === 'product')
    .map(({ start, end, value }) => [text.slice(start, end), value])
}

test.each([
  ['kitten', 'sitting', 3, 3],
  ['lamp', 'lamp', 2, 0],
  ['lmap', 'lamp', 2, 1],
  ['lam', 'lamp', 2, 1],
  ['lammp', 'lamp', 2, 1],
  ['abcdef', 'uvwxyz', 2, 3],
  ['a', 'abcd', 2, 3],
])('%s and %s are %i edits apart', (a, b, most, edits) => {
  expect(editDistance(a, b, most)).toBe(edits)
  expect(editDistance(b, a, most)).toBe(edits)
})

describe('a listed value with a slip', () => {
  test.each<[text: string, found: string[][]]>([
    ['a copper ketle', [['copper ketle', 'copper kettle']]],
    ['a coper kettle', [['coper kettle', 'copper kettle']]],
    ['a cushoin', [['cushoin', 'cushion']]],
    ['a cushionn', [['cushionn', 'cushion']]],
    ['the cuhion!', [['cuhion', 'cushion']]],
    ['my caserrole', [['caserrole', 'casserole']]],
    ['my cassrolle', [['cassrolle', 'casserole']]],
    ['two cushions', [['cushions', 'cushion']]],
    ['a cushion', [['cushion', 'cushion']]],
    // Two edits in a short word, another first letter, a short word: other words.
    ['a cushxxn', []],
    ['a table', []],
    ['a mag', []],
    ['a custom one', []],
    ['我要落地抬灯', [['落地抬灯', '落地台灯']]],
    ['北欧羊毛地摊多少钱', [['北欧羊毛地摊', '北欧羊毛地毯']]],
    ['我要抬灯', []],
    ['落地台灯', [['落地台灯', '落地台灯']]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('words that the examples use for something else are ordinary', () => {
    const example = (text: string, entities: { start: number; end: number }[] = []) => ({
      text,
      intent: 'inform',
      entities: entities.map((at) => ({ ...at, entity: 'product', value: 'copper' })),
      language: 'en',
      source: { file: 'nlu.yml', line: 1 },
    })
    const words = ordinaryWords(
      [example('a coper', [{ start: 2, end: 7 }]), example('cooper is my name')],
      [phrase('copper')],
    )
    expect(words).toEqual(['cooper'])
  })

  test('of 64 KB is looked for in a bounded number of steps', () => {
    expect(found('cushoin '.repeat(8192)).length).toBeGreaterThan(1000)
    expect(found('落地抬灯'.repeat(8192)).length).toBeGreaterThan(1000)
  })
})

describe('a list of 10,000', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => phrase(`series ${n} model ${(n * 7919) % count}`))

  /** The same tree, counting how often a branch is asked for. */
  function counting(root: PhraseTree, count: { steps: number }): PhraseTree {
    const next = new (class extends Map<string, PhraseTree> {
      override get(key: string) {
        count.steps++
        return super.get(key)
      }
    })()
    for (const [key, node] of root.next) next.set(key, counting(node, count))
    return { ...root, next }
  }

  const text = 'do you have series 42 model 8 or series 7 model 1 in another colour'

  function stepsFor(size: number) {
    const count = { steps: 0 }
    const tree = counting(plantPhrases(many(size)), count)
    count.steps = 0
    findPhrases(text, tokenise(text), tree)
    return count.steps
  }

  test('takes no more steps than one of 100', () => {
    expect(stepsFor(10_000)).toBeLessThanOrEqual(stepsFor(100) + 2)
  })

  test('takes steps in proportion to the message', () => {
    const count = { steps: 0 }
    const tree = counting(plantPhrases(many(1000)), count)
    const steps = (times: number) => {
      const long = `${text} `.repeat(times)
      count.steps = 0
      findPhrases(long, tokenise(long), tree)
      return count.steps
    }
    const once = steps(1)
    expect(steps(50)).toBeLessThanOrEqual(50 * (once + 2))
  })
})
