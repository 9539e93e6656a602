import type { Node } from 'yaml'
import type { Json } from '../conversation.ts'
import { pipelineParts, policyParts, readyMade } from './components.ts'
import type { Draft, Policy } from './draft.ts'
import { isProfile } from './read-profile.ts'
import type { YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'
import {
  type Entry,
  isEmpty,
  jsonOf,
  report,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

export const configKeys = [
  'recipe',
  'language',
  'pipeline',
  'policies',
  'assistant_id',
  'importers',
  'imports',
]

/** `config.yml`: the language, and which parts understand and decide. */
export function readConfig(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  const language = textOf(valueAt(entries, 'language'))
  if (language !== null) draft.language = language.toLowerCase().split(/[-_]/)[0]!
  const pipeline = valueAt(entries, 'pipeline')
  if (!isEmpty(pipeline)) {
    draft.pipeline = readParts(pipeline, pipelineParts, 'pipeline', file).map(
      ({ name, settings }): Json => ({ name, ...settings }),
    )
  }
  const policies = valueAt(entries, 'policies')
  if (!isEmpty(policies)) draft.policies = readParts(policies, policyParts, 'policies', file)
}

function readParts(
  node: Node | null,
  known: Readonly<Record<string, string | null>>,
  key: 'pipeline' | 'policies',
  file: YamlFile,
): Policy[] {
  if (textOf(node) !== null) {
    report(
      file,
      node,
      readyMade.includes(textOf(node)!) ? 'note' : 'warning',
      `The ready-made ${key} ${textOf(node)} is taken as the usual parts.`,
      'List the parts by name.',
    )
    return []
  }
  return wantItems(node, file, key).flatMap((item) => {
    const plain = textOf(item)
    const entries = plain === null ? wantEntries(item, file, `A part of ${key}`) : []
    const name = plain ?? textOf(valueAt(entries, 'name'))
    if (name === null) {
      report(file, item, 'error', `A part of ${key} has no name.`, 'Write - name: ….')
      return []
    }
    checkPart(name, known, key, item, file)
    checkProfile(valueAt(entries, 'profile'), file)
    if (/Fallback|Policy$/.test(name)) checkShares(entries, file)
    const settings = entries
      .filter((entry) => entry.key !== 'name')
      .map((entry) => [entry.key, jsonOf(entry.value, file)] as const)
    return [{ name, settings: Object.fromEntries(settings) }]
  })
}

function checkProfile(profile: Node | null, file: YamlFile): void {
  const value = textOf(profile)
  if (isEmpty(profile) || isProfile(value)) return
  const remedy = 'Write fast or best.'
  report(file, profile, 'error', `There is no profile ${value ?? 'of that form'}.`, remedy)
}

const shares = [
  'threshold',
  'ambiguity_threshold',
  'clause_threshold',
  'nlu_threshold',
  'core_fallback_threshold',
]

function checkShares(entries: readonly Entry[], file: YamlFile): void {
  for (const { key, value } of entries) {
    if (!shares.includes(key) || isEmpty(value)) continue
    const share = jsonOf(value, file)
    if (typeof share === 'number' && share >= 0 && share <= 1) continue
    const message = `${key} is ${JSON.stringify(share)}, which is no probability.`
    report(file, value, 'error', message, 'Write a number from 0 to 1, such as 0.6.')
  }
}

/** Rasa's modules may be named in full: `rasa.nlu.classifiers.diet_classifier.DIETClassifier`. */
function checkPart(
  name: string,
  known: Readonly<Record<string, string | null>>,
  key: 'pipeline' | 'policies',
  item: Node,
  file: YamlFile,
): void {
  const short = name.startsWith('rasa.') ? name.split('.').at(-1)! : name
  if (!Object.hasOwn(known, short)) {
    report(
      file,
      item,
      name.includes('.') ? 'note' : 'warning',
      `${name} in ${key} is not known and is left out.`,
      didYouMean(short, Object.keys(known)) ?? 'Parts written in Python cannot run here.',
    )
  } else if (known[short] === null) {
    report(
      file,
      item,
      'note',
      `${name} in ${key} has no counterpart here and is left out.`,
      'The project trains without it.',
    )
  }
}

const endpointKeys = [
  'action_endpoint',
  'tracker_store',
  'event_broker',
  'lock_store',
  'nlg',
  'models',
  'model_groups',
  'vector_store',
]

/** `endpoints.yml`: only where custom actions are called is ours to read. */
export function readEndpoints(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  for (const { key, keyNode, value } of entries) {
    if (key === 'action_endpoint') {
      const url = textOf(valueAt(wantEntries(value, file, 'action_endpoint'), 'url'))
      if (url !== null) draft.actionEndpoint = url
      continue
    }
    report(
      file,
      keyNode,
      endpointKeys.includes(key) ? 'note' : 'warning',
      endpointKeys.includes(key)
        ? `${key} has no counterpart here and is left out.`
        : `endpoints.yml has no key ${key}; it is left out.`,
      endpointKeys.includes(key) ? undefined : didYouMean(key, endpointKeys),
    )
  }
}
