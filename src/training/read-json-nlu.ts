import type { Node } from 'yaml'
import type { Draft } from './draft.ts'
import { lookupFile } from './lookup-file.ts'
import type { Example, ExampleEntity } from './project.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  type Entry,
  entriesOf,
  placeOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

/** `{"rasa_nlu_data": {"common_examples": [{"text", "intent", "entities"}], …}}`. */
export function readJsonNlu(file: YamlFile, draft: Draft): void {
  const root = entriesOf(file.document.contents, file) ?? []
  const data = wantEntries(valueAt(root, 'rasa_nlu_data'), file, 'rasa_nlu_data')
  for (const key of ['common_examples', 'intent_examples', 'entity_examples']) {
    for (const item of wantItems(valueAt(data, key), file, key)) readExample(item, file, draft)
  }
  for (const item of wantItems(valueAt(data, 'entity_synonyms'), file, 'entity_synonyms')) {
    const entries = wantEntries(item, file, 'A synonym')
    const value = textOf(valueAt(entries, 'value'))
    for (const one of wantItems(valueAt(entries, 'synonyms'), file, 'synonyms')) {
      const text = textOf(one)
      if (value !== null && text !== null) draft.synonyms.push({ value, text })
    }
  }
  for (const item of wantItems(valueAt(data, 'regex_features'), file, 'regex_features')) {
    const entries = wantEntries(item, file, 'A pattern')
    const [name, pattern] = [textOf(valueAt(entries, 'name')), textOf(valueAt(entries, 'pattern'))]
    if (name === null || pattern === null) continue
    draft.regexes.push({ name, pattern, source: sourceOf(item, file, name) })
  }
  for (const item of wantItems(valueAt(data, 'lookup_tables'), file, 'lookup_tables')) {
    readLookup(item, file, draft)
  }
}

function readLookup(item: Node, file: YamlFile, draft: Draft): void {
  const entries = wantEntries(item, file, 'A lookup table')
  const name = textOf(valueAt(entries, 'name'))
  const elements = valueAt(entries, 'elements')
  if (name === null) return
  const path = textOf(elements)
  const values =
    path === null
      ? wantItems(elements, file, 'elements').flatMap((one) => textOf(one) ?? [])
      : lookupFile(path, draft)
  if (!values) {
    const message = `There is no list ${path}; ${name} goes without it.`
    report(file, elements, 'warning', message, 'List its words here.')
    return
  }
  draft.lookups.push({ name, values, source: sourceOf(item, file, name) })
}

function readExample(item: Node, file: YamlFile, draft: Draft): void {
  const entries = wantEntries(item, file, 'An example')
  const [text, intent] = [textOf(valueAt(entries, 'text')), textOf(valueAt(entries, 'intent'))]
  if (text === null || text.trim() === '') return
  const place = placeOf(item, file)
  const entities = wantItems(valueAt(entries, 'entities'), file, 'entities').flatMap((one) => {
    const entity = readEntity(text, wantEntries(one, file, 'An entity'))
    if (!entity) {
      const message = `An entity of "${text}" does not lie in it and is left out.`
      report(file, one, 'warning', message, 'Mend its start and end.')
      return []
    }
    draft.uses.push({
      kind: 'entity',
      name: entity.entity,
      by: `an example of ${intent ?? 'none'}`,
      file: file.path,
      ...place,
    })
    return [entity]
  })
  // Entities without an intent teach nothing that a bot could answer.
  if (intent === null || intent === '') return
  const example: Example = {
    text,
    intent,
    entities,
    language: file.language ?? '',
    source: { file: file.path, line: place.line },
  }
  draft.examples.push(example)
}

/** Offsets count code points there; those that miss are mended by the value when it stands once. */
function readEntity(text: string, entries: readonly Entry[]): ExampleEntity | null {
  const at = (key: string) => textOf(valueAt(entries, key)) ?? undefined
  const entity = at('entity')
  if (entity === undefined) return null
  const letters = Array.from(text)
  const [from, to] = [Number(at('start')), Number(at('end'))]
  const value = at('value')
  let start = letters.slice(0, from).join('').length
  let end = letters.slice(0, to).join('').length
  const isWithin = Number.isInteger(from) && from >= 0 && from < to && to <= letters.length
  if (!isWithin || text.slice(start, end).trim() === '') {
    start = value === undefined ? -1 : text.indexOf(value)
    if (start < 0 || value === undefined || text.includes(value, start + 1)) return null
    end = start + value.length
  }
  const [role, group] = [at('role'), at('group')]
  return {
    entity,
    value: value ?? text.slice(start, end),
    start,
    end,
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
  }
}
