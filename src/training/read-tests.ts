import type { Node } from 'yaml'
import type { Json } from '../conversation.ts'
import type { Draft } from './draft.ts'
import type { ConversationTest, Expectation, TestStoryStep, TestTurn } from './project.ts'
import { readAnnotations } from './read-annotations.ts'
import { readSteps } from './read-stories.ts'
import { didYouMean } from './spelling.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  isEmpty,
  itemsOf,
  jsonOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

/** Test stories: what is said, and what must then be decided. */
export function readTestStories(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'stories')) {
    const entries = wantEntries(item, file, 'A test story')
    checkKeys(entries, ['story', 'steps', 'metadata'], file, 'A test story')
    const name = textOf(valueAt(entries, 'story')) ?? ''
    const steps = readSteps(`the test story "${name}"`, entries, item, file, draft).map(
      ({ step, node, said }): TestStoryStep => {
        const source = sourceOf(node, file)
        return 'intent' in step && said !== undefined
          ? { ...step, text: said, source }
          : { ...step, source }
      },
    )
    draft.tests.push({ kind: 'story', name, source: sourceOf(item, file, name), steps })
  }
}

/** `fixtures:` and `metadata:`, which test cases of this file and others may name. */
export function readTestNames(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  for (const key of ['fixtures', 'metadata'] as const) {
    const named = namedMaps(valueAt(entries, key), key, file)
    for (const [name, values] of named) draft[key].set(name, values)
  }
}

/** `test_cases:`, once all that they may name is read. */
export function readTestCases(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  const { fixtures, metadata } = draft
  const stubs = readStubs(valueAt(entries, 'stub_custom_actions'), file, draft)
  for (const item of wantItems(valueAt(entries, 'test_cases'), file, 'test_cases')) {
    const test = wantEntries(item, file, 'A test case')
    checkKeys(test, testKeys, file, 'A test case')
    const name = textOf(valueAt(test, 'test_case')) ?? ''
    const written = valueAt(test, 'fixtures')
    const named =
      textOf(written) === null ? wantItems(written, file, `The fixtures of "${name}"`) : [written!]
    const slots = named.flatMap((node) => Object.entries(look(node, fixtures, 'fixture', file)))
    const about = valueAt(test, 'metadata')
    draft.tests.push({
      kind: 'conversation',
      name,
      source: sourceOf(item, file, name),
      slots: Object.fromEntries(slots),
      ...(isEmpty(about) ? {} : { metadata: look(about!, metadata, 'metadata', file) }),
      ...stubsFor(name, stubs),
      turns: readTurns(`the test case "${name}"`, valueAt(test, 'steps'), file, metadata),
    })
  }
}

type Stub = { readonly of: string | null; readonly action: string; readonly answer: Json }

/** `action_x: {events: […], responses: […]}`, or `test case::action_x` for that one alone. */
function readStubs(node: Node | null, file: YamlFile, draft: Draft): Stub[] {
  return wantEntries(node, file, 'stub_custom_actions').map(({ key, keyNode, value }) => {
    const at = key.lastIndexOf('::')
    const action = at < 0 ? key : key.slice(at + 2)
    const what = `The answer of ${action}`
    checkKeys(wantEntries(value, file, what, keyNode), ['events', 'responses'], file, what)
    if (!draft.actions.has(action)) {
      const known = didYouMean(action, draft.actions.keys())
      report(file, keyNode, 'warning', `The domain has no action ${action}.`, known)
    }
    return { of: at < 0 ? null : key.slice(0, at), action, answer: jsonOf(value, file) }
  })
}

/** What is meant for the one test case goes before what is meant for all. */
function stubsFor(name: string, stubs: readonly Stub[]) {
  const own = [...stubs.filter(({ of }) => of === null), ...stubs.filter(({ of }) => of === name)]
  if (own.length === 0) return {}
  return { stubs: Object.fromEntries(own.map(({ action, answer }) => [action, answer])) }
}

/** `- premium: [{membership: gold}]` or `- desktop: {channel: web}`, by name. */
function namedMaps(
  node: Node | null,
  what: string,
  file: YamlFile,
): ReadonlyMap<string, Readonly<Record<string, Json>>> {
  const named = new Map<string, Readonly<Record<string, Json>>>()
  for (const item of wantItems(node, file, what)) {
    for (const { key, value } of wantEntries(item, file, `An item of ${what}`)) {
      const maps = itemsOf(value, file) ?? (value ? [value] : [])
      const entries = maps.flatMap((map) => wantEntries(map, file, `The ${what} ${key}`))
      named.set(key, Object.fromEntries(entries.map((one) => [one.key, jsonOf(one.value, file)])))
    }
  }
  return named
}

function look(
  node: Node,
  named: ReadonlyMap<string, Readonly<Record<string, Json>>>,
  what: string,
  file: YamlFile,
): Readonly<Record<string, Json>> {
  const name = textOf(node) ?? ''
  const found = named.get(name)
  if (!found) {
    const known = didYouMean(name, named.keys())
    report(file, node, 'error', `There is no ${what} named ${name}.`, known)
  }
  return found ?? {}
}

const testKeys = ['test_case', 'fixtures', 'metadata', 'steps', 'assertion_order_enabled']

const stepKeys = [
  'assertion_order_enabled',
  'user',
  'utter',
  'bot',
  'slot_was_set',
  'slot_was_not_set',
  'action',
  'assertions',
  'metadata',
]

function readTurns(
  by: string,
  node: Node | null,
  file: YamlFile,
  metadata: ReadonlyMap<string, Readonly<Record<string, Json>>>,
): TestTurn[] {
  const turns: (TestTurn & { expect: Expectation[] })[] = []
  for (const item of wantItems(node, file, `The steps of ${by}`)) {
    const entries = wantEntries(item, file, `A step of ${by}`)
    checkKeys(entries, stepKeys, file, `A step of ${by}`)
    const user = textOf(valueAt(entries, 'user'))
    if (user !== null) {
      turns.push({
        customer: readAnnotations(user.trim()).text,
        ...(isEmpty(valueAt(entries, 'metadata'))
          ? {}
          : { metadata: look(valueAt(entries, 'metadata')!, metadata, 'metadata', file) }),
        source: sourceOf(item, file),
        expect: [],
      })
    }
    const expected = entries.flatMap((entry) => readExpectation(by, entry, file))
    const turn = turns.at(-1)
    if (turn) turn.expect.push(...expected)
    else if (expected.length > 0) {
      report(file, item, 'error', `${by} expects something before the customer has written.`)
    }
  }
  return turns
}

function readExpectation(by: string, { key, value }: Entry, file: YamlFile): Expectation[] {
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

/**
 * Our own form, one conversation a file: a list of `- customer:` with what the bot answers under
 * `bot:` (a text, a list of texts, or null for silence).
 */
export function readGoldenConversation(root: Node, file: YamlFile, draft: Draft): void {
  const name = file.path
    .split('/')
    .at(-1)!
    .replace(/\.ya?ml$/, '')
  draft.tests.push({
    kind: 'conversation',
    name,
    source: { file: file.path, line: 1, name },
    slots: {},
    turns: readExchanges(root, file),
  } satisfies ConversationTest)
}

/** Several of them in one file: `conversations: [{conversation: name, slots: {…}, steps: […]}]`. */
export function readGoldenConversations(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'conversations')) {
    const entries = wantEntries(item, file, 'A conversation')
    checkKeys(entries, ['conversation', 'slots', 'steps'], file, 'A conversation')
    const name = textOf(valueAt(entries, 'conversation')) ?? ''
    const slots = wantEntries(valueAt(entries, 'slots'), file, `The slots of "${name}"`)
    draft.tests.push({
      kind: 'conversation',
      name,
      source: sourceOf(item, file, name),
      slots: Object.fromEntries(slots.map(({ key, value }) => [key, jsonOf(value, file)])),
      turns: readExchanges(valueAt(entries, 'steps'), file),
    })
  }
}

function readExchanges(node: Node | null, file: YamlFile): TestTurn[] {
  return wantItems(node, file, 'A conversation').flatMap((item): TestTurn[] => {
    const entries = wantEntries(item, file, 'An exchange')
    checkKeys(entries, ['customer', 'bot', 'response', 'action', 'slots'], file, 'An exchange')
    const customer = textOf(valueAt(entries, 'customer'))
    if (customer === null) {
      report(file, item, 'error', 'An exchange should begin with what the customer says.')
      return []
    }
    const source = sourceOf(item, file)
    const expect = entries.flatMap((entry) => readAnswer(entry, file))
    return [{ customer: customer.trim(), source, expect }]
  })
}

function readAnswer({ key, value }: Entry, file: YamlFile): Expectation[] {
  const source = sourceOf(value, file)
  const texts = itemsOf(value, file)?.map(textOf) ?? [textOf(value)]
  switch (key) {
    case 'bot':
      if (isEmpty(value)) return [{ expect: 'nothing-said', source }]
      return texts.flatMap((text): Expectation[] =>
        text === null ? [] : [{ expect: 'text', text: text.trim(), source }],
      )
    case 'response':
      return texts.flatMap((response): Expectation[] =>
        response === null ? [] : [{ expect: 'response', response, source }],
      )
    case 'action':
      return texts.flatMap((action): Expectation[] =>
        action === null ? [] : [{ expect: 'action', action, source }],
      )
    case 'slots':
      return (entriesOf(value, file) ?? []).map((slot) => ({
        expect: 'slot',
        slot: slot.key,
        value: jsonOf(slot.value, file),
        source,
      }))
    default:
      return []
  }
}
