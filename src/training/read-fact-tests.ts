import type { Node } from 'yaml'
import type { PartOfSpeech } from '../conversation.ts'
import type { FactTest, LimitTest } from '../dialogue/bot.ts'
import type { YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'
import { stem } from '../nlp/stem.ts'
import { type Entry, entriesOf, namesOf, report, textOf, wantEntries } from './yaml-nodes.ts'

/** The keys of `condition:` that ask the CRM: ours, not Rasa's. */
export const factKeys = ['customer', 'sentiment', 'hours', 'queue', 'grammar']

const ofCustomer = ['known', 'open_tickets', 'value', 'days_since_order', 'churn_risk']
const limits = ['min', 'max', 'over', 'below']

/** `customer: {open_tickets: {min: 2}}`, `sentiment: {below: -0.5}`, `hours: open`, `queue: {over: 5}`. */
export function readFactTests(entry: Entry, by: string, file: YamlFile): FactTest[] {
  if (entry.key === 'grammar') return readGrammarTests(entry, by, file)
  if (entry.key !== 'customer') return readTest(entry.key as LimitTest['fact'], entry, by, file)
  return wantEntries(entry.value, file, `customer in a condition of ${by}`, entry.keyNode).flatMap(
    (one) => {
      if (ofCustomer.includes(one.key)) return readTest(one.key as LimitTest['fact'], one, by, file)
      const remedy =
        didYouMean(one.key, ofCustomer) ?? `It may be asked for ${ofCustomer.join(', ')}.`
      report(file, one.keyNode, 'error', `${by} asks a customer for ${one.key}.`, remedy)
      return []
    },
  )
}

/** All keys of a grammar's test: parts of speech and `word` have words, phrases are counted. */
export const grammarParts = [
  'word',
  'noun',
  'verb',
  'adjective',
  'adverb',
  'pronoun',
  'number',
  'classifier',
  'determiner',
  'preposition',
  'conjunction',
  'particle',
  'interjection',
] as const satisfies readonly (PartOfSpeech | 'word')[]

const grammarCounts = ['noun_phrases', 'verb_phrases'] as const

function readGrammarTests(entry: Entry, by: string, file: YamlFile): FactTest[] {
  const what = `grammar in a condition of ${by}`
  return wantEntries(entry.value, file, what, entry.keyNode).flatMap((one): FactTest[] => {
    const count = grammarCounts.find((key) => key === one.key)
    if (count) return readTest(count, one, by, file)
    const part = grammarParts.find((key) => key === one.key)
    const words = namesOf(one.value, file)
    const isPlain = words.length > 0 && words.every((word) => /^[\p{L}\p{N}'’-]+$/u.test(word))
    if (part && isPlain) return [{ fact: 'grammar', part, words, stems: words.map(stemOf) }]
    const keys = [...grammarParts, ...grammarCounts]
    const remedy = part
      ? `Write one word, or a list of which one will do: ${one.key}: [return, exchange].`
      : (didYouMean(one.key, keys) ?? `It may be asked for ${keys.join(', ')}.`)
    report(file, one.keyNode, 'error', `${by} asks the grammar for ${one.key}.`, remedy)
    return []
  })
}

const stemOf = (word: string): string => stem({ kind: 'word', text: word.toLowerCase() })

function readTest(fact: LimitTest['fact'], entry: Entry, by: string, file: YamlFile): FactTest[] {
  const written = textOf(entry.value)
  const wrong = (remedy: string, node: Node | null = entry.value ?? entry.keyNode): [] => {
    report(file, node, 'error', `${by} asks for ${fact} in a way that is not known.`, remedy)
    return []
  }
  if (fact === 'known') {
    return written === 'true' || written === 'false'
      ? [{ fact, is: written === 'true' }]
      : wrong('Write known: true or known: false.')
  }
  if (fact === 'hours') {
    return written === 'open' || written === 'closed'
      ? [{ fact, is: written }]
      : wrong('Write hours: open or hours: closed.')
  }
  const example = fact === 'sentiment' ? '{below: -0.5}' : '{min: 2}'
  const entries = entriesOf(entry.value, file)
  if (!entries?.length)
    return wrong(`Write a limit, ${fact}: ${example}; limits are ${limits.join(', ')}.`)
  const test: Record<string, number> = {}
  for (const { key, keyNode, value } of entries) {
    if (!limits.includes(key)) {
      return wrong(didYouMean(key, limits) ?? `Limits are ${limits.join(', ')}.`, keyNode)
    }
    const number = Number(textOf(value) ?? Number.NaN)
    if (!Number.isFinite(number)) return wrong(`${key} should be a number.`, value ?? keyNode)
    test[key] = number
  }
  return [{ fact, ...test }]
}
