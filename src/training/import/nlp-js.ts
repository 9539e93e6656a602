import { fillTemplate, type Gap } from './fill-template.ts'
import {
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
import { type Fields, entriesOf, fieldsOf, listOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

/** A corpus of nlp.js. */
export const nlpJs: SourceKind = {
  name: 'nlp-js',
  title: 'nlp.js',
  claims: (file) =>
    file.json().some((one) => {
      const { data } = fieldsOf(one)
      return listOf(data).some(
        (intent) => 'intent' in fieldsOf(intent) && 'utterances' in fieldsOf(intent),
      )
    }),
  read(files, into) {
    for (const file of files)
      for (const corpus of file.json()) readCorpus(fieldsOf(corpus), file.path, into)
  },
}

function readCorpus(corpus: Fields, path: string, into: Importing): void {
  const language = languageIn(corpus['locale']) ?? 'en'
  into.draft.language ??= language
  for (const [name, entity] of entriesOf(corpus['entities']))
    readEntity(name, fieldsOf(entity), language, path, into)
  for (const one of listOf(corpus['data'])) {
    const { intent: named, utterances, answers, slotFilling, actions } = fieldsOf(one)
    const name = textOf(named)
    if (name === '') continue
    const intent = addIntent(into, path, name)
    for (const text of textsOf(utterances)) readUtterance(name, text, language, path, into)
    const variants = listOf(answers).flatMap((answer) => {
      const { answer: within, opts } = fieldsOf(answer)
      const text = typeof answer === 'string' ? answer : textOf(within)
      if (typeof opts === 'string')
        remark(
          into,
          'left-out',
          path,
          `intent ${name}: the condition ${opts} of an answer`,
          'Write it as condition: of the response.',
        )
      return text === ''
        ? []
        : [{ text: text.replace(/\{\{\s*([\w.-]+)\s*\}\}|%([\w-]+)%/g, '{$1$2}'), language }]
    })
    if (variants.length > 0) {
      addRule(into, name, [{ intent }, { action: addResponse(into, path, name, variants) }])
    }
    for (const [slot] of entriesOf(slotFilling))
      remark(
        into,
        'left-out',
        path,
        `intent ${name}: slot ${slot}`,
        'Write a form that asks for it.',
      )
    for (const action of listOf(actions))
      remark(
        into,
        'left-out',
        path,
        `intent ${name}: action ${textOf(fieldsOf(action)['name'])}`,
        'Write an action and a rule.',
      )
  }
}

function readEntity(
  name: string,
  entity: Fields,
  language: string,
  path: string,
  into: Importing,
): void {
  addEntity(into, path, name)
  for (const [value, words] of entriesOf(entity['options'])) {
    const texts = Array.isArray(words) ? textsOf(words) : textsOf(fieldsOf(words)[language])
    addLookup(into, path, name, [value, ...texts])
    for (const text of texts) addSynonym(into, value, text)
  }
  for (const regex of textsOf(entity['regex'])) {
    addRegex(into, path, name, /^\/(.*)\/\w*$/s.exec(regex)?.[1] ?? regex)
  }
  if (listOf(entity['trim']).length > 0) {
    remark(
      into,
      'left-out',
      path,
      `entity ${name}: its trim rules`,
      'What stands between words is only learned from examples.',
    )
  }
}

/** `I saw %hero%` and `I saw @hero` leave gaps. */
function readUtterance(
  intent: string,
  text: string,
  language: string,
  path: string,
  into: Importing,
): void {
  const parts: (string | Gap)[] = []
  let from = 0
  for (const found of text.matchAll(/%([\w-]+)%|(?<![\w.])@([\w-]+)|\{\{\s*([\w-]+)\s*\}\}/g)) {
    parts.push(text.slice(from, found.index), { gap: found[1] ?? found[2] ?? found[3]! })
    from = found.index + found[0].length
  }
  if (parts.length === 0) return addExample(into, path, { text, intent, language })
  parts.push(text.slice(from))
  fillTemplate(into, path, intent, parts, { valuesOf: valuesSeen(into, path), language })
}
