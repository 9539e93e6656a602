import type { Node } from 'yaml'
import type { Facts } from '../conversation.ts'
import type { FactTest } from '../dialogue/bot.ts'
import type { YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'
import { type Entry, entriesOf, report, textOf, wantEntries } from './yaml-nodes.ts'

/** The keys of `condition:` that ask the CRM: ours, not Rasa's. */
export const factKeys = ['customer', 'sentiment', 'hours', 'queue']

const ofCustomer = ['known', 'open_tickets', 'value', 'days_since_order']
const limits = ['min', 'max', 'over', 'below']

/** `customer: {open_tickets: {min: 2}}`, `sentiment: {below: -0.5}`, `hours: open`, `queue: {over: 5}`. */
export function readFactTests(entry: Entry, by: string, file: YamlFile): FactTest[] {
  if (entry.key !== 'customer') return readTest(entry.key as keyof Facts, entry, by, file)
  return wantEntries(entry.value, file, `customer in a condition of ${by}`, entry.keyNode).flatMap(
    (one) => {
      if (ofCustomer.includes(one.key)) return readTest(one.key as keyof Facts, one, by, file)
      const remedy = /churn/.test(one.key)
        ? 'How likely a customer is to leave is not known here; days_since_order comes nearest.'
        : (didYouMean(one.key, ofCustomer) ?? `It may be asked for ${ofCustomer.join(', ')}.`)
      report(file, one.keyNode, 'error', `${by} asks a customer for ${one.key}.`, remedy)
      return []
    },
  )
}

function readTest(fact: keyof Facts, entry: Entry, by: string, file: YamlFile): FactTest[] {
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
