import type { Node } from 'yaml'
import type { EntityUse, IntentUse } from '../dialogue/bot.ts'
import type { Draft } from './draft.ts'
import { readForms } from './read-forms.ts'
import { readHours } from './read-hours.ts'
import { readResponses } from './read-responses.ts'
import { readSlots } from './read-slots.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
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

export const domainKeys = [
  'intents',
  'entities',
  'slots',
  'forms',
  'responses',
  'templates',
  'actions',
  'e2e_actions',
  'session_config',
  'business_hours',
  'config',
]

/** Whatever of a domain a file holds; a domain may be spread over many. */
export function readDomain(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  for (const { key, value, keyNode } of entries) {
    switch (key) {
      case 'intents':
        readIntents(value, file, draft)
        break
      case 'entities':
        readEntities(value, file, draft)
        break
      case 'slots':
        readSlots(value, file, draft)
        break
      case 'forms':
        readForms(value, file, draft)
        break
      case 'responses':
        readResponses(value, file, draft)
        break
      case 'templates':
        report(file, keyNode, 'note', 'templates is read as responses.', 'Rename it to responses.')
        readResponses(value, file, draft)
        break
      case 'actions':
      case 'e2e_actions':
        readActions(value, file, draft)
        break
      case 'session_config':
        readSession(value, file, draft)
        break
      case 'business_hours':
        draft.hours = readHours(value, file)
        break
      case 'config':
        readConfig(value, file)
        break
    }
  }
}

function readIntents(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'intents')) {
    const named = nameAndUse(item, file)
    if (!named) {
      report(file, item, 'error', 'An intent should be a name, or a name with its settings.')
      continue
    }
    const use = wantEntries(named.use, file, `The intent ${named.name}`)
    checkKeys(use, intentKeys, file, `The intent ${named.name}`)
    readTrigger(named.name, use, item, file, draft)
    const known = draft.intents.get(named.name)
    if (known && known.source.file === file.path) {
      report(file, item, 'warning', `The intent ${named.name} is listed twice.`, 'Remove one.')
    }
    draft.intents.set(named.name, intentUse(use, known, file, item, named.name))
    for (const entity of [
      ...namesAt(use, 'use_entities', file),
      ...namesAt(use, 'ignore_entities', file),
    ]) {
      draft.uses.push({
        kind: 'entity',
        name: entity,
        by: `the intent ${named.name}`,
        file: file.path,
        ...placeOf(item, file),
      })
    }
  }
}

/** `is_retrieval_intent` said what the names say now, `triggers` what a rule says. */
const intentKeys = ['use_entities', 'ignore_entities', 'is_retrieval_intent', 'triggers']

function readTrigger(
  intent: string,
  use: readonly Entry[],
  item: Node,
  file: YamlFile,
  draft: Draft,
): void {
  const action = textOf(valueAt(use, 'triggers'))
  if (action === null) return
  const name = `triggers of ${intent}`
  draft.rules.push({
    name,
    source: sourceOf(item, file, name),
    conditions: [],
    startsConversation: false,
    waits: true,
    steps: [{ intent }, { action }],
  })
  const place = { file: file.path, ...placeOf(item, file) }
  draft.uses.push({ kind: 'action', name: action, by: `the intent ${intent}`, ...place })
  report(
    file,
    valueAt(use, 'triggers'),
    'note',
    `triggers of ${intent} is taken as a rule.`,
    `Write the rule: intent ${intent}, action ${action}.`,
  )
}

function intentUse(
  use: readonly Entry[],
  known: IntentUse | undefined,
  file: YamlFile,
  item: Node,
  name: string,
): IntentUse {
  const uses = valueAt(use, 'use_entities')
  const isRestricted = !isEmpty(uses) && textOf(uses) !== 'true'
  const usesEntities = isRestricted ? namesOf(uses, file).filter((one) => one !== 'false') : true
  return {
    usesEntities: usesEntities === true ? (known?.usesEntities ?? true) : usesEntities,
    ignoresEntities: [...(known?.ignoresEntities ?? []), ...namesAt(use, 'ignore_entities', file)],
    source: known?.source ?? sourceOf(item, file, name),
  }
}

const namesAt = (entries: readonly Entry[], key: string, file: YamlFile): string[] =>
  namesOf(valueAt(entries, key), file).filter((name) => name !== 'true' && name !== 'false')

function readEntities(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'entities')) {
    const named = nameAndUse(item, file)
    if (!named) {
      report(
        file,
        item,
        'error',
        'An entity should be a name, or a name with its roles and groups.',
      )
      continue
    }
    const use = wantEntries(named.use, file, `The entity ${named.name}`)
    checkKeys(use, ['roles', 'groups', 'influence_conversation'], file, `The entity ${named.name}`)
    const known = draft.entities.get(named.name)
    const entity: EntityUse = {
      roles: [...(known?.roles ?? []), ...namesOf(valueAt(use, 'roles'), file)],
      groups: [...(known?.groups ?? []), ...namesOf(valueAt(use, 'groups'), file)],
      source: known?.source ?? sourceOf(item, file, named.name),
    }
    draft.entities.set(named.name, entity)
  }
}

/** `- name` or `- name: {…}`. */
function nameAndUse(item: Node, file: YamlFile): { name: string; use: Node | null } | null {
  const plain = textOf(item)
  if (plain !== null) return { name: plain.trim(), use: null }
  const [entry] = entriesOf(item, file) ?? []
  return entry ? { name: entry.key, use: entry.value } : null
}

function readActions(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'actions')) {
    // `- action_x: {send_domain: true}` says what the action server is sent, which is always all.
    const written = nameAndUse(item, file)?.name
    const name = written && nameOfClass(written)
    if (!name) report(file, item, 'error', 'An action should be a name.')
    else if (!draft.actions.has(name)) {
      draft.actions.set(name, { file: file.path, ...placeOf(item, file) })
    }
  }
}

/** `bot.ActionSearchConsume`, a class of Python as early versions had it: action_search_consume. */
const nameOfClass = (written: string): string =>
  /^\w+(\.\w+)*\.[A-Z]\w*$/.test(written)
    ? written
        .split('.')
        .at(-1)!
        .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
        .toLowerCase()
    : written

function readSession(node: Node | null, file: YamlFile, draft: Draft): void {
  const entries = wantEntries(node, file, 'session_config')
  checkKeys(
    entries,
    ['session_expiration_time', 'carry_over_slots_to_new_session', 'start_session_after_expiry'],
    file,
    'session_config',
  )
  const minutes = jsonOf(valueAt(entries, 'session_expiration_time'), file)
  if (minutes !== null && (typeof minutes !== 'number' || minutes < 0)) {
    report(
      file,
      valueAt(entries, 'session_expiration_time'),
      'error',
      `session_expiration_time should be a number of minutes, but is ${JSON.stringify(minutes)}.`,
      'Write 0 for sessions that never expire.',
    )
  }
  draft.session = {
    expiresAfterMinutes: typeof minutes === 'number' && minutes >= 0 ? minutes : 60,
    carriesSlots: jsonOf(valueAt(entries, 'carry_over_slots_to_new_session'), file) !== false,
  }
}

function readConfig(node: Node | null, file: YamlFile): void {
  for (const { key, value, keyNode } of wantEntries(node, file, 'config')) {
    if (key === 'store_entities_as_slots') {
      if (textOf(value) === 'false') continue
      report(
        file,
        keyNode,
        'warning',
        'store_entities_as_slots has no effect.',
        'Write slot mappings.',
      )
    } else
      report(file, keyNode, 'warning', `The domain's config has no key ${key}; it is left out.`)
  }
}
