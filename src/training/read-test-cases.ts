import type { Node } from 'yaml'
import type { Json } from '../conversation.ts'
import type { Draft } from './draft.ts'
import type { Expectation, TestTurn } from './project.ts'
import { readAnnotations } from './read-annotations.ts'
import { readExpectation } from './read-expectation.ts'
import { didYouMean } from './spelling.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
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
