import type { Node } from 'yaml'
import type { Json } from '../conversation.ts'
import type { Slot, SlotMapping, SlotType } from '../dialogue/bot.ts'
import type { Draft, Use } from './draft.ts'
import type { YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'
import {
  checkKeys,
  type Entry,
  isEmpty,
  jsonOf,
  namesOf,
  placeOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

const types: readonly SlotType[] = ['text', 'bool', 'categorical', 'float', 'list', 'any']

const slotKeys = [
  'type',
  'influence_conversation',
  'initial_value',
  'mappings',
  'values',
  'min_value',
  'max_value',
  'auto_fill',
  'shared_for_coexistence',
]

export function readSlots(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const { key, keyNode, value } of wantEntries(node, file, 'slots')) {
    const entries = wantEntries(value, file, `The slot ${key}`, keyNode)
    checkKeys(entries, slotKeys, file, `The slot ${key}`)
    if (draft.slots.has(key)) {
      const { source } = draft.slots.get(key)!
      report(
        file,
        keyNode,
        'warning',
        `The slot ${key} is described a second time; the first, at ${source.file}:${source.line}, counts.`,
        'Remove one.',
      )
      continue
    }
    draft.slots.set(key, readSlot(key, keyNode, entries, file, draft))
  }
}

function readSlot(
  name: string,
  keyNode: Node | null,
  entries: readonly Entry[],
  file: YamlFile,
  draft: Draft,
): Slot {
  const at = (key: string) => jsonOf(valueAt(entries, key), file)
  const type = readType(name, valueAt(entries, 'type'), keyNode, file)
  const values = at('values')
  if (type === 'categorical' && !Array.isArray(values)) {
    report(
      file,
      keyNode,
      'error',
      `The categorical slot ${name} has no values.`,
      'List them under values:.',
    )
  }
  const [min, max] = [at('min_value'), at('max_value')]
  return {
    type,
    influences: type !== 'any' && at('influence_conversation') !== false,
    initial: at('initial_value'),
    mappings: readMappings(name, entries, file, draft),
    ...(Array.isArray(values) ? { values: values as readonly Json[] } : {}),
    ...(typeof min === 'number' ? { min } : {}),
    ...(typeof max === 'number' ? { max } : {}),
    source: sourceOf(keyNode, file, name),
  }
}

/** `text`, or the Python class that Rasa would load: `rasa.shared.core.slots.TextSlot`. */
function readType(name: string, node: Node | null, keyNode: Node | null, file: YamlFile): SlotType {
  const written = textOf(node) ?? 'any'
  const type = types.find((one) => one === written)
  if (type) return type
  const python = /(?:^|\.)(\w+)Slot$/.exec(written)?.[1]?.toLowerCase().replace('boolean', 'bool')
  const meant =
    types.find((one) => one === python) ?? (python === 'unfeaturized' ? 'any' : undefined)
  if (meant) return meant
  report(
    file,
    node ?? keyNode,
    written.includes('.') ? 'note' : 'warning',
    `The slot ${name} has the type ${written}, which is not known; it may hold anything.`,
    didYouMean(written, types) ?? `Known types: ${types.join(', ')}.`,
  )
  return 'any'
}

const mappingTypes = [
  'from_entity',
  'from_intent',
  'from_text',
  'from_trigger_intent',
  'custom',
] as const

/** Of Rasa's later versions. */
const ofCalm = ['from_llm', 'controlled']

const mappingKeys = [
  'allow_nlu_correction',
  'run_action_every_turn',
  'type',
  'entity',
  'role',
  'group',
  'intent',
  'not_intent',
  'value',
  'action',
  'conditions',
]

function readMappings(
  name: string,
  entries: readonly Entry[],
  file: YamlFile,
  draft: Draft,
): SlotMapping[] {
  const node = valueAt(entries, 'mappings')
  if (isEmpty(node)) {
    // Rasa 2 filled a slot from the entity of the same name without being told.
    return textOf(valueAt(entries, 'auto_fill')) === 'false' ? [{ type: 'custom' }] : []
  }
  return wantItems(node, file, `The mappings of the slot ${name}`).flatMap((item) => {
    const mapping = readMapping(`the slot ${name}`, item, file, draft)
    return mapping ? [mapping] : []
  })
}

/** One mapping, of a slot or (in Rasa 2) of a form's slot. */
export function readMapping(
  of: string,
  item: Node,
  file: YamlFile,
  draft: Draft,
): SlotMapping | null {
  const entries = wantEntries(item, file, `A mapping of ${of}`)
  checkKeys(entries, mappingKeys, file, `A mapping of ${of}`)
  const written = textOf(valueAt(entries, 'type')) ?? ''
  if (ofCalm.includes(written)) {
    report(
      file,
      item,
      'note',
      `A mapping of ${of} is ${written}, which only a language model can do; actions may fill it.`,
      'Write from_entity or from_text.',
    )
    return { type: 'custom' }
  }
  const type = mappingTypes.find((one) => one === written)
  if (!type) {
    report(
      file,
      valueAt(entries, 'type') ?? item,
      'error',
      written === ''
        ? `A mapping of ${of} has no type.`
        : `${written} is no type of mapping (of ${of}).`,
      didYouMean(written, mappingTypes) ?? `Known types: ${mappingTypes.join(', ')}.`,
    )
    return null
  }
  const text = (key: string) => textOf(valueAt(entries, key))
  const intents = realNames(valueAt(entries, 'intent'), file)
  const notIntents = realNames(valueAt(entries, 'not_intent'), file)
  const entity = text('entity')
  const use = (kind: Use['kind'], used: string, node: Node | null) =>
    draft.uses.push({ kind, name: used, by: of, file: file.path, ...placeOf(node ?? item, file) })
  for (const intent of intents) use('intent', intent, valueAt(entries, 'intent'))
  for (const intent of notIntents) use('intent', intent, valueAt(entries, 'not_intent'))
  if (entity !== null) use('entity', entity, valueAt(entries, 'entity'))
  if (type === 'from_entity' && entity === null) {
    report(file, item, 'error', `A mapping of ${of} is from_entity, but names no entity.`)
  }
  if (
    (type === 'from_intent' || type === 'from_trigger_intent') &&
    valueAt(entries, 'value') === null
  ) {
    report(file, item, 'error', `A mapping of ${of} is ${type}, but has no value.`)
  }
  const conditions = readConditions(of, valueAt(entries, 'conditions'), file, draft)
  const [role, group, action] = [text('role'), text('group'), text('action')]
  return {
    type,
    ...(entity === null ? {} : { entity }),
    ...(role === null ? {} : { role }),
    ...(group === null ? {} : { group }),
    ...(intents.length === 0 ? {} : { intents }),
    ...(notIntents.length === 0 ? {} : { notIntents }),
    ...(valueAt(entries, 'value') === null
      ? {}
      : { value: jsonOf(valueAt(entries, 'value'), file) }),
    ...(action === null ? {} : { action }),
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

/** Python's None stands for "any intent" in files that tools have written. */
const realNames = (node: Node | null, file: YamlFile): string[] =>
  namesOf(node, file).filter((name) => name !== 'None' && name !== 'null')

function readConditions(
  of: string,
  node: Node | null,
  file: YamlFile,
  draft: Draft,
): NonNullable<SlotMapping['conditions']> {
  return wantItems(node, file, `The conditions of ${of}`).map((item) => {
    const entries = wantEntries(item, file, `A condition of ${of}`)
    checkKeys(entries, ['active_loop', 'requested_slot'], file, `A condition of ${of}`)
    const loop = textOf(valueAt(entries, 'active_loop'))
    const requested = textOf(valueAt(entries, 'requested_slot'))
    const place = { file: file.path, by: of, ...placeOf(item, file) }
    if (loop !== null && loop !== 'null') draft.uses.push({ kind: 'form', name: loop, ...place })
    if (requested !== null) draft.uses.push({ kind: 'slot', name: requested, ...place })
    return {
      loop: loop === 'null' ? null : loop,
      ...(requested === null ? {} : { requested }),
    }
  })
}
