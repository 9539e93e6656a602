import {
  type GivenEntity,
  type Importing,
  addEntity,
  addExample,
  addIntent,
  addLookup,
  addRegex,
  addSynonym,
  remark,
} from './importing.ts'
import { innermost } from './innermost.ts'
import { type Fields, fieldsOf, listOf, numberOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceKind } from './source-kind.ts'
import { utf16Offsets } from './utf16-offsets.ts'

/** Wit.ai: `expressions.json` of old, and the folders of an export of today. */
export const wit: SourceKind = {
  name: 'wit',
  title: 'Wit.ai',
  claims({ path, json }) {
    const [value] = json()
    const fields = fieldsOf(value)
    const examples = listOf(fields['data']).concat(listOf(fields['utterances']))
    return (
      examples.some((one) => 'text' in fieldsOf(one) && 'entities' in fieldsOf(one)) ||
      (/(?:^|\/)entities\/[^/]+\.json$/.test(path) && 'lookups' in fields)
    )
  },
  read(files, into) {
    for (const file of files) {
      for (const one of file.json()) {
        const fields = fieldsOf(one)
        if ('lookups' in fields) readEntity(fields, file.path, into)
        for (const example of listOf(fields['data']).concat(listOf(fields['utterances']))) {
          readExample(fieldsOf(example), file.path, into)
        }
      }
    }
  },
}

function readEntity(entity: Fields, path: string, into: Importing): void {
  const name = textOf(entity['name'])
  addEntity(into, path, name)
  for (const role of textsOf(entity['roles'])) if (role !== name) addEntity(into, path, name, role)
  for (const one of listOf(entity['keywords'])) {
    const { keyword, synonyms } = fieldsOf(one)
    addLookup(into, path, name, [textOf(keyword), ...textsOf(synonyms)])
    for (const synonym of textsOf(synonyms)) addSynonym(into, textOf(keyword), synonym)
  }
  for (const one of listOf(entity['regexps']))
    for (const pattern of textsOf(fieldsOf(one)['patterns'])) addRegex(into, path, name, pattern)
}

/** Of old the intent was an entity over the whole text, and values were JSON within JSON. */
function readExample(example: Fields, path: string, into: Importing): void {
  const text = textOf(example['text'])
  const toUtf16 = utf16Offsets(text)
  let intent = textOf(example['intent'])
  const marks: GivenEntity[] = []
  for (const one of listOf(example['entities'])) {
    const { entity, value, role, start, end, body } = fieldsOf(one)
    const plain = unquoted(textOf(value))
    if (entity === 'intent') {
      intent ||= plain
      continue
    }
    const [name = '', named] = textOf(entity).split(':')
    const as = textOf(role) || (named !== name ? named : '')
    const words = textOf(body) || plain
    marks.push({
      entity: name.replace(/^wit\$/, ''),
      start: toUtf16(numberOf(start)),
      end: toUtf16(numberOf(end)),
      ...(as && { role: as }),
      ...(words !== '' && { value: words }),
    })
  }
  for (const trait of listOf(example['traits'])) {
    const { trait: name, value } = fieldsOf(trait)
    remark(
      into,
      'left-out',
      path,
      `trait ${textOf(name)}=${textOf(value)} of ${JSON.stringify(text)}`,
      'Traits have no counterpart.',
    )
  }
  if (intent === '') {
    remark(into, 'left-out', path, `example ${JSON.stringify(text)}`, 'It names no intent.')
    return
  }
  addIntent(into, path, intent)
  const language = languageIn(example['language'])
  addExample(into, path, {
    text,
    intent,
    entities: innermost(into, path, marks),
    ...(language && { language }),
  })
}

function unquoted(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'string' ? parsed : value
  } catch {
    return value
  }
}
