import type { Understanding } from '../conversation.ts'
import type { Explanation } from '../nlp/explain.ts'
import { bar, push } from './bars.ts'
import type { WeighedWord } from './weigh-words.ts'

const MOST_INTENTS = 5
const WIDTH = 12

/** An explanation as the terminal shows it: bars first, so that any script stays in line. */
export function explanationText(
  understanding: Understanding,
  words: readonly WeighedWord[],
  nearest: Explanation['nearest'],
): string {
  const { ranking, doubt, entities, clauses = [], language } = understanding
  const { sentiment, anger = 0, urgency = 0 } = understanding
  const feeling = [`sentiment ${signed(sentiment, 2)}`, `anger ${anger}`, `urgency ${urgency}`]
  return [
    [`language ${language}`, ...feeling, ...(doubt ? [doubt] : [])].join(', '),
    '',
    'intents',
    ...ranking.slice(0, MOST_INTENTS).map(({ name, confidence }) => {
      const percent = (confidence * 100).toFixed(1).padStart(5)
      return `  ${bar(confidence, 2 * WIDTH + 1)} ${percent} %  ${name}`
    }),
    ...(clauses.length > 0 ? ['', 'several wishes, each answered'] : []),
    ...clauses.map(({ intent, start, end }) => {
      const percent = (intent.confidence * 100).toFixed(1).padStart(5)
      return `  ${percent} %  ${intent.name} at ${start}–${end}`
    }),
    '',
    ...wordLines(words),
    '',
    'nearest training lines',
    ...nearest.map(({ file, line, name, text }) => `  ${file}:${line} (${name ?? ''}) ${text}`),
    '',
    'entities',
    ...entities.map(({ entity, value, start, end, role, group, from, confidence }) => {
      const parts = [entity, role && `role ${role}`, group && `group ${group}`].filter(Boolean)
      const sure = confidence === undefined ? '' : ` (${(100 * confidence).toFixed(0)} %)`
      return `  ${parts.join(', ')} = ${JSON.stringify(value)} at ${start}–${end}, from ${from}${sure}`
    }),
    ...(entities.length === 0 ? ['  none'] : []),
  ].join('\n')
}

/** In the order of the text; the longest bar is the strongest word's. */
function wordLines(words: readonly WeighedWord[]): string[] {
  const most = Math.max(0.001, ...words.map((word) => Math.abs(word.push)))
  const isCompared = words.some((word) => word.lime !== undefined)
  const columns = isCompared
    ? '  against · for, Integrated Gradients; LIME; SHAP'
    : '  against · for'
  return [
    `words${columns}`,
    ...words.map((word) => {
      const others = isCompared ? [word.lime, word.shap] : []
      const numbers = [word.push, ...others].map((value) => signed(value ?? 0, 3).padStart(7))
      return `  ${push(word.push / most, WIDTH)} ${numbers.join(' ')}  ${word.word}`
    }),
  ]
}

const signed = (value: number, digits: number) => `${value >= 0 ? '+' : ''}${value.toFixed(digits)}`
