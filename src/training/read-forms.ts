import { isMap, type Node } from 'yaml'
import type { SlotMapping } from '../dialogue/bot.ts'
import type { Draft } from './draft.ts'
import { readMapping } from './read-slots.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  entriesOf,
  isEmpty,
  itemsOf,
  namesOf,
  placeOf,
  report,
  resolved,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
} from './yaml-nodes.ts'

/**
 * Forms as Rasa 3 has them, with a list of required slots; as Rasa 2 had them, with the mappings of
 * each slot inside the form; and as the bare list of names of Rasa 1.
 */
export function readForms(node: Node | null, file: YamlFile, draft: Draft): void {
  const names = itemsOf(node, file)
  if (names) {
    for (const item of names) readBareForm(item, file, draft)
    return
  }
  for (const { key, keyNode, value } of wantEntries(node, file, 'forms')) {
    const known = draft.forms.get(key)
    if (known) {
      report(
        file,
        keyNode,
        'warning',
        `The form ${key} is described a second time; the first, at ${known.source.file}:${known.source.line}, counts.`,
        'Remove one.',
      )
      continue
    }
    readForm(key, keyNode, value, file, draft)
  }
}

function readForm(
  name: string,
  keyNode: Node | null,
  value: Node | null,
  file: YamlFile,
  draft: Draft,
): void {
  const entries = wantEntries(value, file, `The form ${name}`, keyNode)
  const inner = valueAt(entries, 'required_slots')
  const isOfRasa3 = entries.some(({ key }) => key === 'required_slots')
  if (isOfRasa3) checkKeys(entries, ['required_slots', 'ignored_intents'], file, `The form ${name}`)
  const ignoredIntents = namesOf(valueAt(entries, 'ignored_intents'), file)
  const slots = isOfRasa3
    ? isMap(resolved(inner, file))
      ? wantEntries(inner, file, `The required slots of ${name}`)
      : null
    : entries.filter(({ key }) => key !== 'ignored_intents')

  const required = slots ? slots.map(({ key }) => key) : namesOf(inner, file)
  if (isOfRasa3 && !slots && !isEmpty(inner) && !itemsOf(inner, file)) {
    report(
      file,
      inner,
      'error',
      `The required slots of ${name} should be a list, each after a dash.`,
    )
  }
  for (const slot of slots ?? []) {
    const mappings = (itemsOf(slot.value, file) ?? []).flatMap((item) => {
      const mapping = readMapping(`the form ${name}`, item, file, draft)
      return mapping ? [mapping] : []
    })
    moveToSlot(slot.key, mappings, name, draft)
  }
  if (slots && slots.length > 0) {
    report(
      file,
      keyNode,
      'note',
      `The form ${name} is written as in Rasa 2: its mappings are taken as those of the slots.`,
      'Move them under slots:, with the conditions active_loop and requested_slot.',
    )
  }
  for (const slot of required) {
    draft.uses.push({
      kind: 'slot',
      name: slot,
      by: `the form ${name}`,
      file: file.path,
      ...placeOf(inner ?? keyNode, file),
    })
  }
  for (const intent of ignoredIntents) {
    draft.uses.push({
      kind: 'intent',
      name: intent,
      by: `the form ${name}`,
      file: file.path,
      ...placeOf(valueAt(entries, 'ignored_intents'), file),
    })
  }
  draft.forms.set(name, { required, ignoredIntents, source: sourceOf(keyNode, file, name) })
}

/** A form's own mappings hold while it asks; those from entities at any time while it is open. */
function moveToSlot(
  slot: string,
  mappings: readonly SlotMapping[],
  form: string,
  draft: Draft,
): void {
  const conditioned = mappings.map((mapping) => ({
    ...mapping,
    conditions: [
      mapping.type === 'from_text' || mapping.type === 'from_intent'
        ? { loop: form, requested: slot }
        : { loop: form },
    ],
  }))
  // The slot itself may stand in a file that is read later.
  const moved = draft.formMappings.get(slot) ?? []
  draft.formMappings.set(slot, [...moved, ...conditioned])
}

function readBareForm(item: Node, file: YamlFile, draft: Draft): void {
  const entry = (entriesOf(item, file) ?? [])[0]
  if (entry) {
    readForm(entry.key, entry.keyNode, entry.value, file, draft)
    return
  }
  const name = textOf(item)
  if (name === null) {
    report(file, item, 'error', 'A form should be a name with its required slots.')
    return
  }
  report(
    file,
    item,
    'note',
    `The form ${name} is written as in Rasa 1: what it requires stood in Python and is not known.`,
    `Write ${name}: {required_slots: [...]}.`,
  )
  draft.forms.set(name, { required: [], ignoredIntents: [], source: sourceOf(item, file, name) })
}
