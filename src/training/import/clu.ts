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

/** Azure's Conversational Language Understanding. */
export const clu: SourceKind = {
  name: 'clu',
  title: 'CLU',
  claims: (file) => {
    const fields = fieldsOf(file.json()[0])
    return 'projectFileVersion' in fields && 'assets' in fields
  },
  read(files, into) {
    for (const file of files) {
      for (const project of file.json()) readProject(fieldsOf(project), file.path, into)
    }
  },
}

function readProject(project: Fields, path: string, into: Importing): void {
  const metadata = fieldsOf(project['metadata'])
  const assets = fieldsOf(project['assets'])
  const usual = languageIn(metadata['language']) ?? 'en'
  into.draft.language ??= usual
  const kind = textOf(metadata['projectKind'])
  if (kind !== 'Conversation' && kind !== '') {
    remark(
      into,
      'left-out',
      path,
      `the project's kind ${kind}`,
      'Only conversation projects have a counterpart; intents and examples are read.',
    )
  }
  for (const intent of listOf(assets['intents']))
    addIntent(into, path, textOf(fieldsOf(intent)['category']))
  for (const entity of listOf(assets['entities'])) readEntity(fieldsOf(entity), path, into)
  // The service counts what it says in `stringIndexType`; UTF-16 is the usual.
  const isUtf16 = !/CodePoint|TextElement/.test(textOf(project['stringIndexType']))
  for (const one of listOf(assets['utterances'])) {
    const utterance = fieldsOf(one)
    const text = textOf(utterance['text'])
    const toUtf16 = isUtf16 ? (at: number) => at : utf16Offsets(text)
    const marks = listOf(utterance['entities']).map((mark): GivenEntity => {
      const { category, offset, length } = fieldsOf(mark)
      const start = numberOf(offset)
      return {
        entity: textOf(category),
        start: toUtf16(start),
        end: toUtf16(start + numberOf(length)),
      }
    })
    const language = languageIn(utterance['language']) ?? usual
    const entities = innermost(into, path, marks)
    addExample(into, path, { text, intent: textOf(utterance['intent']), entities, language })
  }
}

function readEntity(entity: Fields, path: string, into: Importing): void {
  const name = textOf(entity['category'])
  addEntity(into, path, name)
  for (const sub of listOf(fieldsOf(entity['list'])['sublists'])) {
    const key = textOf(fieldsOf(sub)['listKey'])
    const words = listOf(fieldsOf(sub)['synonyms']).flatMap((one) =>
      textsOf(fieldsOf(one)['values']),
    )
    addLookup(into, path, name, [key, ...words])
    for (const word of words) addSynonym(into, key, word)
  }
  for (const one of listOf(fieldsOf(entity['regex'])['expressions'])) {
    addRegex(into, path, name, textOf(fieldsOf(one)['regexPattern']))
  }
  for (const one of listOf(entity['prebuilts'])) {
    remark(
      into,
      'left-out',
      path,
      `entity ${name}: prebuilt ${textOf(fieldsOf(one)['category'])}`,
      'It is only found where examples mark it.',
    )
  }
  if (textOf(entity['compositionSetting']) === 'requireExactOverlap') {
    remark(into, 'left-out', path, `entity ${name}: compositionSetting`, 'It has no counterpart.')
  }
}
