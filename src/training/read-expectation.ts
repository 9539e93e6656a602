import type { Node } from 'yaml'
import type { Expectation } from './project.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  itemsOf,
  jsonOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

/** What a step of a test case, or one of its assertions, expects; unknown assertions are told of. */
export function readExpectation(by: string, { key, value }: Entry, file: YamlFile): Expectation[] {
  const source = sourceOf(value, file)
  const text = textOf(value)
  switch (key) {
    case 'utter':
      return text === null ? [] : [{ expect: 'response', response: text, source }]
    case 'bot':
      return text === null
        ? [{ expect: 'nothing-said', source }]
        : [{ expect: 'text', text: text.trim(), source }]
    case 'action':
    case 'action_executed':
      return text === null ? [] : [{ expect: 'action', action: text, source }]
    case 'slot_was_set':
      return readSlots('slot', value, source, file)
    case 'slot_was_not_set':
      return readSlots('slot-not', value, source, file)
    case 'bot_uttered':
      return readUttered(by, value, source, file)
    case 'bot_did_not_utter': {
      const { response, pattern, titles } = utteredOf(by, key, value, file)
      return [
        {
          expect: 'not-said',
          ...(response !== null && { response }),
          ...(pattern !== null && { pattern }),
          ...(titles.length > 0 && { titles }),
          source,
        },
      ]
    }
    case 'flow_started':
      return [{ expect: 'form', form: flowOf(value, file), did: 'start', source }]
    case 'flow_completed':
      return [{ expect: 'form', form: flowOf(value, file), did: 'complete', source }]
    case 'flow_cancelled':
      return [{ expect: 'form', form: flowOf(value, file), did: 'cancel', source }]
    case 'assertions':
      return wantItems(value, file, `The assertions of ${by}`).flatMap((item) =>
        wantEntries(item, file, `An assertion of ${by}`).flatMap((entry) => {
          const read = readExpectation(by, entry, file)
          if (!assertions.includes(entry.key)) {
            report(
              file,
              entry.keyNode,
              'warning',
              `The assertion ${entry.key} of ${by} has no counterpart here and is left out.`,
            )
          }
          return read
        }),
      )
    default:
      return []
  }
}

const assertions = [
  'action_executed',
  'slot_was_set',
  'slot_was_not_set',
  'bot_uttered',
  'bot_did_not_utter',
  'flow_started',
  'flow_completed',
  'flow_cancelled',
]

/** `flow_started: a_form`, `flow_completed: {flow_id: a_form}`; steps within a form have no names. */
const flowOf = (node: Node | null, file: YamlFile): string =>
  textOf(node) ?? textOf(valueAt(entriesOf(node, file) ?? [], 'flow_id')) ?? ''

function readSlots(
  expect: 'slot' | 'slot-not',
  node: Node | null,
  source: Expectation['source'],
  file: YamlFile,
): Expectation[] {
  const items = itemsOf(node, file) ?? (node ? [node] : [])
  return items.flatMap((item): Expectation[] => {
    const name = textOf(item)
    if (name !== null) return [{ expect, slot: name, source }]
    const entries = wantEntries(item, file, 'A slot')
    // `- name: x` with `value: y` beside it, or `- x: y`.
    const named = textOf(valueAt(entries, 'name'))
    if (named !== null && entries.every(({ key }) => key === 'name' || key === 'value')) {
      const value = valueAt(entries, 'value')
      return [{ expect, slot: named, source, ...(value ? { value: jsonOf(value, file) } : {}) }]
    }
    return entries.map(({ key, value }) => ({
      expect,
      slot: key,
      value: jsonOf(value, file),
      source,
    }))
  })
}

function readUttered(
  by: string,
  node: Node | null,
  source: Expectation['source'],
  file: YamlFile,
): Expectation[] {
  const { response, pattern, titles } = utteredOf(by, 'bot_uttered', node, file)
  return [
    ...(response === null ? [] : [{ expect: 'response', response, source } as const]),
    ...(pattern === null
      ? []
      : [{ expect: 'text-matches', pattern, isSame: response !== null, source } as const]),
    ...(titles.length === 0 ? [] : [{ expect: 'buttons', titles, source } as const]),
  ]
}

function utteredOf(by: string, key: string, node: Node | null, file: YamlFile) {
  const entries = wantEntries(node, file, `${key} of ${by}`)
  checkKeys(entries, ['utter_name', 'text_matches', 'buttons'], file, `${key} of ${by}`)
  const buttons = wantItems(valueAt(entries, 'buttons'), file, `The buttons of ${by}`)
  return {
    response: textOf(valueAt(entries, 'utter_name')),
    pattern: textOf(valueAt(entries, 'text_matches')),
    titles: buttons.map((item) => textOf(valueAt(entriesOf(item, file) ?? [], 'title')) ?? ''),
  }
}
