import { isMap, type Node } from 'yaml'
import type { Json, SlotTest } from '../conversation.ts'
import type { EntityTest, Rule, StoryStep } from '../dialogue/bot.ts'
import type { Draft, Use } from './draft.ts'
import { readAnnotations } from './read-annotations.ts'
import { factKeys, readFactTests } from './read-fact-tests.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  isEmpty,
  itemsOf,
  jsonOf,
  placeOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

export function readStories(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'stories')) {
    const entries = wantEntries(item, file, 'A story')
    checkKeys(entries, ['story', 'steps', 'metadata'], file, 'A story')
    const name = textOf(valueAt(entries, 'story')) ?? ''
    const story = { name, source: sourceOf(item, file, name) }
    const steps = readSteps(`the story "${name}"`, entries, item, file, draft)
    draft.stories.push({ ...story, steps: steps.map(({ step }) => step) })
  }
}

export function readRules(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'rules')) {
    const entries = wantEntries(item, file, 'A rule')
    checkKeys(
      entries,
      ['rule', 'steps', 'condition', 'conversation_start', 'wait_for_user_input', 'metadata'],
      file,
      'A rule',
    )
    const name = textOf(valueAt(entries, 'rule')) ?? ''
    const by = `the rule "${name}"`
    const rule: Rule = {
      name,
      source: sourceOf(item, file, name),
      conditions: readConditions(by, valueAt(entries, 'condition'), file, draft),
      startsConversation: jsonOf(valueAt(entries, 'conversation_start'), file) === true,
      waits: jsonOf(valueAt(entries, 'wait_for_user_input'), file) !== false,
      steps: readSteps(by, entries, item, file, draft).map(({ step }) => step),
    }
    draft.rules.push(rule)
  }
}

function readConditions(
  by: string,
  node: Node | null,
  file: YamlFile,
  draft: Draft,
): Rule['conditions'] {
  const items = isMap(node) ? [node] : wantItems(node, file, `The condition of ${by}`)
  return items.flatMap((item): Rule['conditions'] => {
    const entries = wantEntries(item, file, `A condition of ${by}`)
    checkKeys(entries, ['active_loop', 'slot_was_set', ...factKeys], file, `A condition of ${by}`)
    return entries.flatMap((entry): Rule['conditions'] => {
      const { key, value, keyNode } = entry
      if (factKeys.includes(key)) return readFactTests(entry, by, file)
      if (key === 'active_loop') {
        const loop = loopOf(value)
        if (loop !== null) use('form', loop, by, keyNode, file, draft)
        return [{ loop }]
      }
      return key === 'slot_was_set' ? readSlotTests(value, by, file, draft) : []
    })
  })
}

/** A step with the place it stands at, for tests to point to. */
export type PlacedStep = { readonly step: StoryStep; readonly node: Node; readonly said?: string }

const stepKeys = [
  'intent',
  'entities',
  'user',
  'action',
  'bot',
  'slot_was_set',
  'active_loop',
  'form',
  'checkpoint',
  'or',
  'metadata',
]

export function readSteps(
  by: string,
  entries: readonly Entry[],
  item: Node,
  file: YamlFile,
  draft: Draft,
): PlacedStep[] {
  const node = valueAt(entries, 'steps')
  if (isEmpty(node)) {
    report(file, item, 'warning', `Nothing happens in ${by}.`, 'Give it steps, or remove it.')
    return []
  }
  const steps = wantItems(node, file, `The steps of ${by}`)
  return steps.flatMap((step) => readStep(by, step, file, draft))
}

function readStep(by: string, node: Node, file: YamlFile, draft: Draft): PlacedStep[] {
  const entries = entriesOf(node, file)
  if (!entries) {
    // Rules of Rasa 2 begin or end with `...`: whatever else happens.
    if (isEmpty(node) || textOf(node) === '...') return []
    report(file, node, 'error', `A step of ${by} should be intent:, action: or the like.`)
    return []
  }
  checkKeys(entries, stepKeys, file, `A step of ${by}`)
  const has = (key: string) => entries.some((entry) => entry.key === key)
  if (has('intent') || has('user')) return readMessage(by, node, entries, file, draft)
  if (has('or')) {
    const choices = wantItems(valueAt(entries, 'or'), file, `The or of ${by}`)
    const or = choices
      .flatMap((choice) => readStep(by, choice, file, draft))
      .map(({ step }) => step)
    return [{ step: { or }, node }]
  }
  return entries.flatMap((entry) => readPlainStep(by, node, entry, entries, file, draft))
}

function readMessage(
  by: string,
  node: Node,
  entries: readonly Entry[],
  file: YamlFile,
  draft: Draft,
): PlacedStep[] {
  const written = textOf(valueAt(entries, 'user'))
  const marked = written === null ? null : readAnnotations(written.trim())
  const said = marked === null ? {} : { said: marked.text }
  const intent = textOf(valueAt(entries, 'intent'))?.trim().replace(/^\//, '')
  if (!intent) {
    if (marked) return [{ step: { text: marked.text }, node, ...said }]
    report(file, node, 'error', `A step of ${by} has an intent without a name.`)
    return []
  }
  use('intent', intent, by, valueAt(entries, 'intent'), file, draft)
  const listed = readEntities(valueAt(entries, 'entities'), by, file, draft)
  const entities: readonly EntityTest[] =
    listed.length > 0
      ? listed
      : (marked?.entities ?? []).map(({ start: _, end: _end, ...rest }) => rest)
  const step: StoryStep = { intent, ...(entities.length > 0 ? { entities } : {}) }
  return [{ step, node, ...said }]
}

/** `[cuisine, {city: Berlin, role: from}]`, or (in old files) a map of entities to values. */
function readEntities(node: Node | null, by: string, file: YamlFile, draft: Draft): EntityTest[] {
  if (isEmpty(node)) return []
  const items = itemsOf(node, file) ?? [node!]
  return items.flatMap((item) => {
    const name = textOf(item)
    const entries = name === null ? wantEntries(item, file, `An entity of ${by}`) : []
    const at = (key: string) => textOf(valueAt(entries, key)) ?? undefined
    const [role, group] = [at('role'), at('group')]
    const tests: EntityTest[] =
      name === null
        ? entries
            .filter(({ key }) => key !== 'role' && key !== 'group' && key !== 'value')
            .map(({ key, value }) => ({
              entity: key,
              ...(role === undefined ? {} : { role }),
              ...(group === undefined ? {} : { group }),
              ...(isEmpty(value) ? {} : { value: jsonOf(value, file) }),
            }))
        : [{ entity: name }]
    for (const { entity } of tests) use('entity', entity, by, item, file, draft)
    return tests
  })
}

function readPlainStep(
  by: string,
  node: Node,
  { key, keyNode, value }: Entry,
  entries: readonly Entry[],
  file: YamlFile,
  draft: Draft,
): PlacedStep[] {
  switch (key) {
    case 'action': {
      // Rasa 1 answered retrieval intents with respond_faq.
      const action = textOf(value)
        ?.trim()
        .replace(/^respond_/, 'utter_')
      if (action === '...') return []
      if (!action) {
        report(file, keyNode, 'error', `A step of ${by} has an action without a name.`)
        return []
      }
      use('action', action, by, value, file, draft)
      return [{ step: { action }, node }]
    }
    case 'bot': {
      const text = textOf(value)
      if (text === null) return []
      return [{ step: { action: sayVerbatim(text, value, file, draft) }, node }]
    }
    case 'slot_was_set':
      return [{ step: { slots: readSlotTests(value, by, file, draft) }, node }]
    case 'form':
    case 'active_loop': {
      const loop = loopOf(value)
      if (loop !== null) use('form', loop, by, value, file, draft)
      return [{ step: { loop }, node }]
    }
    case 'checkpoint': {
      const checkpoint = textOf(value)
      if (!checkpoint) {
        report(file, keyNode, 'error', `A checkpoint of ${by} has no name.`)
        return []
      }
      const slots = readSlotTests(valueAt(entries, 'slot_was_set'), by, file, draft)
      return [{ step: { checkpoint, ...(slots.length > 0 ? { slots } : {}) }, node }]
    }
    default:
      return []
  }
}

/** The bot's very words in a story become a response of their own. */
function sayVerbatim(text: string, node: Node | null, file: YamlFile, draft: Draft): string {
  const name = `utter_verbatim: ${text.trim()}`
  if (!draft.responses.has(name)) {
    draft.responses.set(name, [{ text: text.trim(), source: sourceOf(node, file, name) }])
  }
  return name
}

/** `[{slot: value}, slot]`, or one map of slots to values. */
export function readSlotTests(
  node: Node | null,
  by: string,
  file: YamlFile,
  draft: Draft,
): SlotTest[] {
  if (isEmpty(node)) return []
  const items = itemsOf(node, file) ?? [node!]
  return items.flatMap((item): SlotTest[] => {
    const name = textOf(item)
    if (name !== null) {
      use('slot', name, by, item, file, draft)
      return [{ slot: name, set: true }]
    }
    return wantEntries(item, file, `A slot of ${by}`).map(({ key, keyNode, value }) => {
      use('slot', key, by, keyNode, file, draft)
      const is: Json = jsonOf(value, file)
      return is === null ? { slot: key, set: false } : { slot: key, is }
    })
  })
}

function loopOf(node: Node | null): string | null {
  const name = textOf(node)
  return name === null || name === '' || name === 'null' || name === 'None' ? null : name
}

function use(
  kind: Use['kind'],
  name: string,
  by: string,
  node: Node | null,
  file: YamlFile,
  draft: Draft,
): void {
  draft.uses.push({ kind, name, by, file: file.path, ...placeOf(node, file) })
}
