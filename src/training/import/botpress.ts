import { fillTemplate, type Gap } from './fill-template.ts'
import {
  type GivenVariant,
  type Importing,
  addEntity,
  addExample,
  addIntent,
  addLookup,
  addRegex,
  addResponse,
  addRule,
  addSynonym,
  remark,
} from './importing.ts'
import { joinParts, type Part } from './join-parts.ts'
import { type Fields, entriesOf, fieldsOf, listOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

/** Botpress 12: intents, entities and questions with answers; flows and content have no counterpart. */
export const botpress: SourceKind = {
  name: 'botpress',
  title: 'Botpress',
  claims(file) {
    const fields = fieldsOf(file.json()[0])
    const data = fieldsOf(fields['data'])
    return (
      ('utterances' in fields && 'slots' in fields && !Array.isArray(fields['utterances'])) ||
      ('questions' in data && 'answers' in data) ||
      listOf(fields['qnas']).some((one) => 'questions' in fieldsOf(fieldsOf(one)['data'])) ||
      ('type' in fields && ('occurrences' in fields || 'pattern' in fields) && 'name' in fields) ||
      ('startNode' in fields && 'nodes' in fields)
    )
  },
  read(files, into) {
    const contents = files.map((file) => ({ file, fields: fieldsOf(file.json()[0]) }))
    for (const { file, fields } of contents) {
      if ('occurrences' in fields || 'pattern' in fields) readEntity(fields, file.path, into)
    }
    for (const { file, fields } of contents) {
      if ('utterances' in fields) readIntent(fields, file, into)
      else if ('startNode' in fields) {
        remark(
          into,
          'left-out',
          file.path,
          `flow ${file.path.split('/').at(-1)}`,
          'Flows have no counterpart. Write stories and forms.',
        )
      }
      for (const one of 'qnas' in fields ? listOf(fields['qnas']) : [fields])
        readQuestion(fieldsOf(one), file.path, into)
    }
  },
}

function readEntity(entity: Fields, path: string, into: Importing): void {
  const name = textOf(entity['name'])
  addEntity(into, path, name)
  if (textOf(entity['pattern']) !== '') addRegex(into, path, name, textOf(entity['pattern']))
  for (const one of listOf(entity['occurrences'])) {
    const { name: value, synonyms } = fieldsOf(one)
    addLookup(into, path, name, [textOf(value), ...textsOf(synonyms)])
    for (const synonym of textsOf(synonyms)) addSynonym(into, textOf(value), synonym)
  }
  if (textOf(entity['sensitive']) === 'true' || entity['sensitive'] === true) {
    remark(into, 'left-out', path, `entity ${name}: sensitive`, 'It has no counterpart.')
  }
}

function readIntent(intent: Fields, { path }: SourceFile, into: Importing): void {
  const name =
    textOf(intent['name']) ||
    path
      .split('/')
      .at(-1)!
      .replace(/\.json$/i, '')
  addIntent(into, path, name)
  const slots = new Map(
    listOf(intent['slots']).map((one) => {
      const slot = fieldsOf(one)
      const types = textsOf(slot['entities']).concat(textsOf(slot['entity']))
      return [textOf(slot['name']), types.find((type) => type !== 'any') ?? textOf(slot['name'])]
    }),
  )
  for (const [locale, utterances] of entriesOf(intent['utterances'])) {
    const language = languageIn(locale) ?? 'en'
    into.draft.language ??= language
    for (const text of textsOf(utterances)) readUtterance(name, text, slots, language, path, into)
  }
}

/** `[from Rome](city)` marks words, `$city` leaves a gap. */
function readUtterance(
  intent: string,
  text: string,
  slots: ReadonlyMap<string, string>,
  language: string,
  path: string,
  into: Importing,
): void {
  const marked: Part[] = []
  const gapped: (string | Gap)[] = []
  let hasGap = false
  let from = 0
  for (const found of text.matchAll(/\[([^\]]+)\]\(([\w-]+)\)|\$([\w-]+)/g)) {
    const before = text.slice(from, found.index)
    from = found.index + found[0].length
    const slot = found[2] ?? found[3]!
    const entity = slots.get(slot)
    if (entity === undefined && found[3] !== undefined) {
      marked.push(before + found[0])
      gapped.push(before + found[0])
      continue
    }
    const named = { ...(entity !== undefined && entity !== slot && { role: slot }) }
    marked.push(before, { words: found[1] ?? '', entity: entity ?? slot, ...named })
    gapped.push(before, found[1] ?? { gap: entity ?? slot, ...named })
    if (found[3] !== undefined) hasGap = true
  }
  marked.push(text.slice(from))
  gapped.push(text.slice(from))
  if (hasGap)
    fillTemplate(into, path, intent, gapped, { valuesOf: valuesSeen(into, path), language })
  else addExample(into, path, { ...joinParts(marked), intent, language })
}

function readQuestion(qna: Fields, path: string, into: Importing): void {
  const data = fieldsOf(qna['data'])
  if (!('questions' in data)) return
  const name =
    textOf(qna['id']) ||
    path
      .split('/')
      .at(-1)!
      .replace(/\.json$/i, '')
  if (data['enabled'] === false) {
    remark(into, 'left-out', path, `question ${name}`, 'It is switched off.')
    return
  }
  for (const [locale, questions] of entriesOf(data['questions'])) {
    const language = languageIn(locale) ?? 'en'
    into.draft.language ??= language
    for (const text of textsOf(questions)) addExample(into, path, { text, intent: name, language })
  }
  const variants = entriesOf(data['answers']).flatMap(([locale, answers]): GivenVariant[] => {
    const language = languageIn(locale) ?? 'en'
    return textsOf(answers).map((text) => ({ text, language }))
  })
  if (textOf(data['redirectFlow']) !== '')
    remark(
      into,
      'left-out',
      path,
      `question ${name}: redirect to ${textOf(data['redirectFlow'])}`,
      'Flows have no counterpart.',
    )
  if (variants.length === 0) return
  const response = addResponse(into, path, name, variants)
  addRule(into, name, [{ intent: addIntent(into, path, name) }, { action: response }])
}
