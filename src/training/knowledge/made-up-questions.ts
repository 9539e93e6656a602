import type { Passage } from '../../nlp/knowledge/knowledge.ts'
import { knowledgeTerms } from '../../nlp/knowledge/terms.ts'
import { tokenise } from '../../nlp/tokens.ts'
import type { Example } from '../project.ts'
import type { Random } from '../random.ts'

/** How people ask about a heading. */
const asked: Readonly<Record<string, readonly string[]>> = {
  en: [
    '{}',
    'what about {}?',
    'how does {} work',
    'can you tell me about {}',
    'i have a question on {}',
  ],
  zh: ['{}', '关于{}', '请问{}怎么办？', '{}是怎么样的', '我想问一下{}'],
}

/**
 * Questions that a passage answers: its heading in several ways, some of the words of its sentences,
 * and both with a word or two from elsewhere, as people ask in words of their own.
 */
export function madeUpQuestions(
  { language, title, heading, text }: Passage,
  examples: readonly Example[],
  random: Random,
): string[] {
  const last = heading.split(' › ').at(-1)!
  const named = last === title ? last : `${last} ${title}`
  const ways = (asked[language] ?? ['{}']).map((way) => way.replace('{}', last))
  const pieces = text
    .split(/(?<=[.!?。！？；;\n])\s*/u)
    .filter((piece) => knowledgeTerms(piece).length >= 3)
  const sampled = pieces.slice(0, 4).map((piece) => someOf(piece, random))
  const plain = [...ways, named, ...sampled].filter((question) => question.trim() !== '')
  const others = examples.filter((example) => example.language === language)
  return plain.flatMap((question) => [question, withOthers(question, others, random)])
}

/** A run of a sentence's words, about half of it. */
function someOf(sentence: string, random: Random): string {
  const tokens = tokenise(sentence)
  const length = Math.max(3, Math.ceil(tokens.length * (0.2 + 0.3 * random.uniform())))
  const start = Math.floor(random.uniform() * Math.max(1, tokens.length - length + 1))
  const run = tokens.slice(start, start + length)
  return run.length === 0 ? '' : sentence.slice(run[0]!.start, run.at(-1)!.end)
}

function withOthers(question: string, examples: readonly Example[], random: Random): string {
  if (examples.length === 0) return question
  const words = Array.from({ length: 1 + Math.floor(random.uniform() * 3) }, () => {
    const { text } = examples[Math.floor(random.uniform() * examples.length)]!
    const tokens = tokenise(text).filter(({ kind }) => kind === 'word' || kind === 'character')
    const at = Math.floor(random.uniform() * tokens.length)
    return tokens
      .slice(at, at + (tokens[at]?.kind === 'character' ? 2 : 1))
      .map((token) => token.text)
      .join('')
  })
  return `${question} ${words.join(' ')}`
}
