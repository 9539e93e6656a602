import type { Language } from '../conversation.ts'
import { lime } from '../nlp/comparison/lime.ts'
import { shapley } from '../nlp/comparison/shapley.ts'
import { valueOfWords } from '../nlp/comparison/value-of-words.ts'
import { weighTokens } from '../nlp/explain.ts'
import { grammar } from '../nlp/grammar/grammar.ts'
import type { NluModel } from '../nlp/model.ts'
import type { Token } from '../nlp/tokens.ts'
import { Problem } from '../problem.ts'
import { startRandom } from '../training/random.ts'

export type WeighedWord = {
  readonly word: string
  readonly start: number
  readonly end: number
  /** How far it pushed towards the likeliest intent, in nats: Integrated Gradients. */
  readonly push: number
  /** The same by two other methods, when they are compared. */
  readonly lime?: number
  readonly shap?: number
}

/** Comparing costs a few thousand rankings, each as long as the text. */
const MOST_COMPARED = 100

/** The words of a text that pushed, in its order; Chinese characters together as words. */
export function weighWords(
  text: string,
  language: Language,
  model: NluModel,
  { compare = false }: { readonly compare?: boolean } = {},
): WeighedWord[] {
  const { tokens, pushes, rivals } = weighTokens(text, model)
  const words = language === 'zh' ? joinCharacters(text, tokens) : tokens.map((_, n) => [n])
  const weighed = words.map((numbers): WeighedWord => {
    const start = tokens[numbers[0]!]!.start
    const { end } = tokens[numbers.at(-1)!]!
    const push = numbers.reduce((sum, n) => sum + pushes[n]!, 0)
    return { word: text.slice(start, end), start, end, push: rounded(push) }
  })
  if (!compare) return weighed
  if (words.length > MOST_COMPARED) {
    throw new Problem(
      'invalid',
      'TooLongToCompare',
      `A text of at most ${MOST_COMPARED} words can be compared, this has ${words.length}. Leave out --compare.`,
    )
  }
  const said = words.map((numbers) => numbers.map((n) => tokens[n]!))
  const value = valueOfWords(said, rivals, model.intent)
  const random = startRandom(1)
  const byLime = lime(words.length, value, () => random.uniform())
  const byShap = shapley(words.length, value, () => random.uniform())
  return weighed.map((word, n) => ({
    ...word,
    lime: rounded(byLime[n]!),
    shap: rounded(byShap[n]!),
  }))
}

/** The numbers of the tokens of each word that the segmenter finds; other tokens by themselves. */
function joinCharacters(text: string, tokens: readonly Token[]): number[][] {
  const ends = grammar(text, 'zh').words.map(({ end }) => end)
  const words: number[][] = []
  let word = 0
  let latest = -1
  tokens.forEach(({ start, kind }, n) => {
    while (word < ends.length && ends[word]! <= start) word++
    if (kind === 'character' && word === latest) words.at(-1)!.push(n)
    else words.push([n])
    latest = kind === 'character' ? word : -1
  })
  return words
}

const rounded = (value: number) => Math.round(value * 1000) / 1000 + 0
