import { parseAllDocuments } from 'yaml'
import {
  type Importing,
  addEntity,
  addExample,
  addIntent,
  addLookup,
  addSynonym,
  remark,
} from './importing.ts'
import { joinParts, type Part } from './join-parts.ts'
import { type Fields, entriesOf, fieldsOf, listOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'

/** A dataset of Snips NLU, in JSON or YAML. */
export const snips: SourceKind = {
  name: 'snips',
  title: 'Snips NLU',
  claims: (file) => file.json().some((one) => isDataset(fieldsOf(one))) || isYaml(file),
  read(files, into) {
    for (const file of files) {
      for (const one of file.json()) readDataset(fieldsOf(one), file.path, into)
      if (isYaml(file)) readYaml(file, into)
    }
  },
}

function isDataset(fields: Fields): boolean {
  return entriesOf(fields['intents']).some(([, intent]) =>
    Array.isArray(fieldsOf(intent)['utterances']),
  )
}

const isYaml = (file: SourceFile): boolean =>
  /\.ya?ml$/i.test(file.path) && /^type:\s*(?:intent|entity)\s*$/m.test(file.text())

function readDataset(dataset: Fields, path: string, into: Importing): void {
  const language = languageIn(dataset['language']) ?? 'en'
  into.draft.language ??= language
  for (const [name, entity] of entriesOf(dataset['entities'])) {
    const {
      data,
      matching_strictness: strictness,
      automatically_extensible: isOpen,
    } = fieldsOf(entity)
    addEntity(into, path, name)
    for (const one of listOf(data)) {
      const value = typeof one === 'string' ? one : textOf(fieldsOf(one)['value'])
      const synonyms = textsOf(fieldsOf(one)['synonyms'])
      addLookup(into, path, name, [value, ...synonyms])
      for (const synonym of synonyms) addSynonym(into, value, synonym)
    }
    if (name.startsWith('snips/')) {
      remark(
        into,
        'left-out',
        path,
        `built-in entity ${name}`,
        'It is only found where examples mark it, or by the entities that Parley finds by itself.',
      )
    }
    if (typeof strictness === 'number' && strictness !== 1)
      remark(
        into,
        'left-out',
        path,
        `entity ${name}: matching_strictness`,
        'It has no counterpart.',
      )
    if (isOpen === false)
      remark(
        into,
        'changed',
        path,
        `entity ${name}`,
        'Only listed values count there; here examples teach others as well.',
      )
  }
  for (const [name, intent] of entriesOf(dataset['intents'])) {
    addIntent(into, path, name)
    for (const utterance of listOf(fieldsOf(intent)['utterances'])) {
      const parts = listOf(fieldsOf(utterance)['data']).map((one): Part => {
        const { text, entity, slot_name: slot } = fieldsOf(one)
        return textOf(entity) === ''
          ? textOf(text)
          : marked(textOf(text), textOf(entity), textOf(slot))
      })
      addExample(into, path, { ...joinParts(parts), intent: name, language })
    }
  }
}

/** A slot named otherwise than its entity is the role that the entity plays. */
const marked = (words: string, entity: string, slot: string): Part => ({
  words,
  entity,
  ...(slot !== '' && slot !== entity && { role: slot }),
})

function readYaml(file: SourceFile, into: Importing): void {
  for (const document of parseAllDocuments(file.text())) {
    if (!('toJS' in document)) continue
    if (document.errors.length > 0) {
      remark(into, 'broken', file.path, 'a document', document.errors[0]!.message.split('\n')[0]!)
      continue
    }
    const fields = fieldsOf(document.toJS({ maxAliasCount: 100 }))
    const name = textOf(fields['name'])
    if (fields['type'] === 'entity') {
      addEntity(into, file.path, name)
      for (const value of listOf(fields['values'])) {
        const [first = '', ...synonyms] = textsOf(value)
        addLookup(into, file.path, name, [first, ...synonyms])
        for (const synonym of synonyms) addSynonym(into, first, synonym)
      }
    } else if (fields['type'] === 'intent') {
      const entities = new Map(
        listOf(fields['slots']).map((slot) => [
          textOf(fieldsOf(slot)['name']),
          textOf(fieldsOf(slot)['entity']),
        ]),
      )
      addIntent(into, file.path, name)
      for (const text of textsOf(fields['utterances'])) {
        addExample(into, file.path, { ...joinParts(partsOf(text, entities)), intent: name })
      }
    }
  }
}

/** `from [origin:city](Paris)` or, the slot described before, `[origin](Paris)`. */
function partsOf(text: string, entities: ReadonlyMap<string, string>): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of text.matchAll(/\[([^\]:]+)(?::([^\]]+))?\]\(([^)]+)\)/g)) {
    const slot = found[1]!.trim()
    parts.push(
      text.slice(from, found.index),
      marked(found[3]!, found[2]?.trim() ?? entities.get(slot) ?? slot, slot),
    )
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)]
}
