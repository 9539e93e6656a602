import {
  type GivenEntity,
  type Importing,
  addExample,
  addLookup,
  addRegex,
  addSynonym,
  remark,
} from './importing.ts'
import { innermost } from './innermost.ts'
import { fieldsOf, listOf, numberOf, textOf, textsOf } from './json-parts.ts'
import type { SourceFile } from './source-file.ts'
import { utf16Offsets } from './utf16-offsets.ts'

export const isRasaJson = (file: SourceFile): boolean =>
  file.json().some((one) => 'rasa_nlu_data' in fieldsOf(one))

/** `rasa_nlu_data` of Rasa 0 and 1; offsets are Python's. */
export function readRasaJson(
  file: SourceFile,
  files: readonly SourceFile[],
  into: Importing,
): void {
  const { path } = file
  for (const one of file.json()) {
    const data = fieldsOf(fieldsOf(one)['rasa_nlu_data'])
    for (const key of ['common_examples', 'intent_examples', 'entity_examples']) {
      for (const example of listOf(data[key])) readExample(example, path, into)
    }
    for (const synonym of listOf(data['entity_synonyms'])) {
      const { value, synonyms } = fieldsOf(synonym)
      for (const text of textsOf(synonyms)) addSynonym(into, textOf(value), text)
    }
    for (const regex of listOf(data['regex_features'])) {
      const { name, pattern } = fieldsOf(regex)
      addRegex(into, path, textOf(name), textOf(pattern))
    }
    for (const lookup of listOf(data['lookup_tables'])) {
      const { name, elements } = fieldsOf(lookup)
      const words = typeof elements === 'string' ? wordsOf(elements, files) : textsOf(elements)
      if (words) addLookup(into, path, textOf(name), words)
      else
        remark(
          into,
          'broken',
          path,
          `lookup ${textOf(name)}`,
          `Its file ${textOf(elements)} is not in the source.`,
        )
    }
  }
}

function readExample(example: unknown, path: string, into: Importing): void {
  const { text: given, intent, entities } = fieldsOf(example)
  const text = textOf(given)
  if (textOf(intent) === '') {
    if (text !== '')
      remark(
        into,
        'left-out',
        path,
        `example ${JSON.stringify(text.slice(0, 60))}`,
        'It names no intent.',
      )
    return
  }
  const toUtf16 = utf16Offsets(text)
  const marks = listOf(entities).map((one): GivenEntity => {
    const { start, end, entity, value, role, group } = fieldsOf(one)
    const words =
      typeof value === 'string' ? value : value === undefined ? undefined : JSON.stringify(value)
    return {
      entity: textOf(entity),
      start: toUtf16(numberOf(start)),
      end: toUtf16(numberOf(end)),
      ...(words && { value: words }),
      ...(textOf(role) && { role: textOf(role) }),
      ...(textOf(group) && { group: textOf(group) }),
    }
  })
  addExample(into, path, { text, intent: textOf(intent), entities: innermost(into, path, marks) })
}

/** The lines of a file that another names, by whatever folder it was in. */
export function wordsOf(named: string, files: readonly SourceFile[]): string[] | null {
  const name = named.split('/').at(-1)!
  const found = files.find(({ path }) => path === name || path.endsWith(`/${name}`))
  return found
    ? found
        .text()
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean)
    : null
}
