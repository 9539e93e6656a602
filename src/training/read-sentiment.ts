/** The labelled sentences of `data/sentiment/*.yml`. */
import { parse } from 'yaml'
import { Problem } from '../problem.ts'
import type { FeltExample } from './train-sentiment.ts'

export const FEELINGS = ['negative', 'neutral', 'positive'] as const
export const FLAGS = ['angry', 'urgent'] as const

/** Throws a `Problem` that names the file and the section which cannot be read. */
export function readSentiment(file: string, text: string): FeltExample[] {
  const sections: unknown = parse(text)
  if (!Array.isArray(sections)) throw wrong(file, 'it is no list of sections')
  return sections.flatMap((section: unknown, n) => {
    const { feels, examples } = section as { feels?: unknown; examples?: unknown }
    if (!FEELINGS.some((name) => name === feels) || typeof examples !== 'string') {
      throw wrong(file, `section ${n + 1} wants feels: ${FEELINGS.join(' or ')}, and examples: |`)
    }
    const flags = FLAGS.filter((flag) => (section as Record<string, unknown>)[flag] === true)
    return examples
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => ({ text: line.slice(2).trim(), feels: String(feels), flags }))
  })
}

function wrong(file: string, why: string): Problem {
  return new Problem('invalid', 'SentencesBroken', `${file} cannot be read: ${why}.`)
}
