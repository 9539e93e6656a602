import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import { tokenise } from '../tokens.ts'

/**
 * What a text is searched by: stems of its English words, pairs of neighbouring Chinese characters,
 * numbers. Words that every question has are none: they say nothing of what it is about.
 */
export const knowledgeTerms = (text: string): string[] => read(text).terms

/**
 * A piece of a question that a passage has when it has one of the terms: a word by its stem, and a
 * Chinese character by the pair to its left or to its right, whichever of them is a word.
 */
export type Unit = { readonly anyOf: readonly string[]; readonly weight: number }

/** Each once, however often it is said. */
export function knowledgeUnits(text: string): Unit[] {
  return [...new Map(read(text).units.map((unit) => [unit.anyOf.join(' '), unit])).values()]
}

function read(text: string): { terms: string[]; units: Unit[] } {
  const terms: string[] = []
  const units: Unit[] = []
  let run = ''
  const take = (term: string): void => {
    terms.push(term)
    units.push({ anyOf: [term], weight: 1 })
  }
  const endRun = (): void => {
    for (const piece of run.split(stopPhrases)) {
      if (piece.length === 1) take(piece)
      if (piece.length < 2) continue
      const pairs = Array.from({ length: piece.length - 1 }, (_, at) => piece.slice(at, at + 2))
      terms.push(...pairs)
      // Two characters are a word, on the whole.
      for (let at = 0; at < piece.length; at++) {
        units.push({ anyOf: pairs.slice(Math.max(0, at - 1), at + 1), weight: 0.5 })
      }
    }
    run = ''
  }
  let last = -1
  for (const { text: word, kind, start, end } of tokenise(text)) {
    if (kind === 'character') {
      if (start !== last) endRun()
      run += word
      last = end
      continue
    }
    endRun()
    const plain = word.replace(/'(?:s|re|ve|ll|d|m|t)$/, '')
    if (kind === 'number') take(plain)
    else if (kind === 'word' && plain !== '' && !stopWords.has(plain))
      take(PorterStemmer.stem(plain))
  }
  endRun()
  return { terms, units }
}

const stopWords = new Set(
  `a about after all also am an and any anybody anyone anything are as at be because been before being
  but by can could did do does doing don done else ever every for from get gets getting give go going
  got had has have having he hello help her here hi him his how i if in into is isn it its just know
  let like may maybe me might mine more most much must my need no not now of off ok on one only or our
  out over please possible put really say see shall she should so some somebody someone something tell
  than thank thanks that the their them then there these they thing things this those to too up us use
  very want was way we well were what when where whether which while who whom whose why will with won
  would yes yet you your yours question information info explain doesn didn wasn aren couldn wouldn
  happen happens kind sort still another other`.split(/\s+/),
)

/**
 * Longer ones first, so that 怎么样 is not left as 样. Of single characters only those that are hardly
 * ever a part of a word: 地 is in 地毯.
 */
const stopPhrases = new RegExp(
  `的时候 怎么样 怎么办 为什么 是不是 能不能 可不可以 有没有 请问 你们 我们 他们 什么 怎么 怎样 如何 多少 哪里 哪儿 哪些
  哪个 可以 能够 告诉 知道 想要 一下 一个 这个 那个 这种 如果 因为 所以 或者 还是 以及 关于 需要 应该 的话 麻烦 帮忙 谢谢 你好 您好 吗 呢 吧
  啊 呀 的 了 着 我 你 您 他 她 它 们 这 那 哪 谁 是 和 与 或 就 都 也 还 又 很 太 不`
    .split(/\s+/)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
)
