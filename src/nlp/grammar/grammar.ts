/** Words, stems, parts of speech and phrases of a message: for actions, found only when asked for. */
import type { Grammar, Language } from '../../conversation.ts'
import { tokenise } from '../tokens.ts'
import { chineseGrammar } from './chinese.ts'
import { englishGrammar } from './english.ts'

let latest: { text: string; language: Language; grammar: Grammar } | undefined

/**
 * English by compromise (1.6 ms) and natural's Porter stemmer, Chinese by jieba (some microseconds);
 * both are loaded by the first message that is asked for, which takes half a second. Of other
 * languages there are only the words. Asked again for the same message, it is remembered.
 */
export function grammar(text: string, language: Language): Grammar {
  if (latest?.text === text && latest.language === language) return latest.grammar
  const found =
    language === 'zh'
      ? chineseGrammar(text)
      : language === 'en'
        ? englishGrammar(text)
        : wordsOnly(text)
  latest = { text, language, grammar: found }
  return found
}

function wordsOnly(text: string): Grammar {
  const words = tokenise(text)
    .filter(({ kind }) => kind === 'word' || kind === 'character' || kind === 'number')
    .map(({ text: stem, start, end }) => ({
      text: text.slice(start, end),
      stem,
      pos: 'other' as const,
      start,
      end,
    }))
  return { words, phrases: [] }
}
