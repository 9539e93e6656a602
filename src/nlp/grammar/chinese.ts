/** Chinese: words and their parts of speech by jieba; phrases by the patterns below. */
import type { Grammar, GrammarPhrase, GrammarWord, PartOfSpeech } from '../../conversation.ts'
import { jieba } from '../jieba.ts'

export function chineseGrammar(text: string): Grammar {
  const words: GrammarWord[] = []
  let start = 0
  // Without guessing new words, which joins 我查 and the like.
  for (const { word, tag } of jieba().tag(text, false)) {
    const end = start + word.length
    // Marks and blanks end a phrase and are no words.
    if (/[\p{L}\p{N}]/u.test(word)) {
      words.push({ text: text.slice(start, end), stem: word, pos: partOfSpeech(tag), start, end })
    }
    start = end
  }
  return { words, phrases: phrasesOf(text, words) }
}

/** By the beginning of jieba's tag, the longest first. */
const parts: readonly (readonly [tag: string, part: PartOfSpeech])[] = [
  ['eng', 'noun'],
  ['ad', 'adverb'],
  ['a', 'adjective'],
  ['b', 'adjective'],
  ['z', 'adjective'],
  ['c', 'conjunction'],
  ['d', 'adverb'],
  ['e', 'interjection'],
  ['m', 'number'],
  ['p', 'preposition'],
  ['q', 'classifier'],
  ['r', 'pronoun'],
  ['u', 'particle'],
  ['v', 'verb'],
  ['y', 'particle'],
  ['n', 'noun'],
  ['s', 'noun'],
  ['f', 'noun'],
  ['t', 'noun'],
  ['l', 'other'],
  ['i', 'other'],
]

function partOfSpeech(tag: string): PartOfSpeech {
  return parts.find(([start]) => tag.startsWith(start))?.[1] ?? 'other'
}

/** What may stand in a noun phrase, and what it ends with: [我的]? [三 个]? [蓝色 的]? 毛毯. */
const inNoun = new Set<PartOfSpeech>(['pronoun', 'number', 'classifier', 'adjective', 'noun'])
const endsNoun = new Set<PartOfSpeech>(['noun', 'pronoun'])
/** And in a verb phrase: [还]? [没有]? 发货 [了 | 一下]?. */
const inVerb = new Set<PartOfSpeech>(['adverb', 'verb'])

function phrasesOf(text: string, words: readonly GrammarWord[]): GrammarPhrase[] {
  const phrases: GrammarPhrase[] = []
  for (let from = 0; from < words.length;) {
    const kind = inNoun.has(words[from]!.pos) ? 'noun' : 'verb'
    const end = kind === 'noun' ? nounEnd(words, from) : verbEnd(words, from)
    if (end > from) {
      const [{ start }, last] = [words[from]!, words[end - 1]!]
      phrases.push({ kind, text: text.slice(start, last.end), start, end: last.end })
    }
    from = Math.max(end, from + 1)
  }
  return phrases
}

/** Behind the last noun that belongs to the phrase which begins at `from`; `from` for none. */
function nounEnd(words: readonly GrammarWord[], from: number): number {
  let end = from
  for (let n = from; n < words.length; n++) {
    const { pos } = words[n]!
    if (n > from && !areNext(words, n)) break
    // A pronoun begins a phrase of its own: 我 | 这个订单.
    if (pos === 'pronoun' && n > from) break
    const joins = words[n]!.text === '的' && n > from && n + 1 < words.length
    if (joins && inNoun.has(words[n + 1]!.pos) && areNext(words, n + 1)) continue
    if (!inNoun.has(pos)) break
    if (endsNoun.has(pos)) end = n + 1
  }
  return end
}

function verbEnd(words: readonly GrammarWord[], from: number): number {
  let end = from
  for (let n = from; n < words.length; n++) {
    if (n > from && !areNext(words, n)) break
    const { pos, text } = words[n]!
    if (pos === 'verb') end = n + 1
    else if (end === n && n > from && /^(?:[了着过]|一下)$/.test(text)) end = n + 1
    else if (!inVerb.has(pos)) break
  }
  return end
}

const areNext = (words: readonly GrammarWord[], n: number) => words[n - 1]!.end === words[n]!.start
