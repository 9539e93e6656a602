import { fillTemplate } from './fill-template.ts'
import {
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
import { patternParts } from './pattern-parts.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

/** Schemas 2.0 to 7.0 differ in names only. */
export const luis: SourceKind = {
  name: 'luis',
  title: 'LUIS',
  claims: (file) => file.json().some((one) => 'luis_schema_version' in fieldsOf(one)),
  read(files, into) {
    for (const file of files) {
      for (const app of file.json()) readApp(fieldsOf(app), file.path, into)
    }
  },
}

function readApp(app: Fields, path: string, into: Importing): void {
  const language = languageIn(app['culture']) ?? 'en'
  into.draft.language ??= language
  for (const intent of listOf(app['intents'])) {
    addIntent(into, path, textOf(fieldsOf(intent)['name']))
    tellOfFeatures(`intent ${textOf(fieldsOf(intent)['name'])}`, fieldsOf(intent), path, into)
  }
  readEntities(app, path, into)
  for (const utterance of listOf(app['utterances']))
    readUtterance(fieldsOf(utterance), language, path, into)
  for (const one of listOf(app['patterns'])) readPattern(fieldsOf(one), language, path, into)
  for (const key of ['model_features', 'phraselists', 'regex_features', 'actions']) {
    for (const feature of listOf(app[key])) {
      const { name, words } = fieldsOf(feature)
      const said = textOf(words) ? ` (${textOf(words).slice(0, 60)})` : ''
      remark(
        into,
        'left-out',
        path,
        `${key} ${textOf(name)}${said}`,
        'Hints to the features have no counterpart.',
      )
    }
  }
}

function readEntities(app: Fields, path: string, into: Importing): void {
  const named = (key: string) => listOf(app[key]).map(fieldsOf)
  for (const entity of [...named('entities'), ...named('composites'), ...named('hierarchicals')]) {
    const name = textOf(entity['name'])
    addEntity(into, path, name)
    for (const role of textsOf(entity['roles'])) addEntity(into, path, name, role)
    tellOfFeatures(`entity ${name}`, entity, path, into)
    for (const child of listOf(entity['children'])) {
      addEntity(into, path, typeof child === 'string' ? child : textOf(fieldsOf(child)['name']))
    }
  }
  for (const list of named('closedLists')) {
    const name = textOf(list['name'])
    addEntity(into, path, name)
    for (const sub of listOf(list['subLists'])) {
      const { canonicalForm, list: words } = fieldsOf(sub)
      addLookup(into, path, name, [textOf(canonicalForm), ...textsOf(words)])
      for (const word of textsOf(words)) addSynonym(into, textOf(canonicalForm), word)
    }
  }
  for (const regex of named('regex_entities'))
    addRegex(into, path, textOf(regex['name']), textOf(regex['regexPattern']))
  for (const any of named('patternAnyEntities')) {
    addEntity(into, path, textOf(any['name']))
    if (listOf(any['explicitList']).length > 0)
      remark(
        into,
        'left-out',
        path,
        `entity ${textOf(any['name'])}: its explicit list`,
        'It has no counterpart.',
      )
  }
  for (const prebuilt of [...named('prebuiltEntities'), ...named('bing_entities')]) {
    const name = textOf(prebuilt['name'])
    addEntity(into, path, name)
    remark(
      into,
      'left-out',
      path,
      `prebuilt entity ${name}`,
      'It is only found where examples mark it, or by the entities that Parley finds by itself.',
    )
  }
}

function tellOfFeatures(of: string, item: Fields, path: string, into: Importing): void {
  for (const feature of listOf(item['features'])) {
    const { modelName, featureName } = fieldsOf(feature)
    remark(
      into,
      'left-out',
      path,
      `${of}: feature ${textOf(modelName) || textOf(featureName)}`,
      'Hints to the features have no counterpart.',
    )
  }
}

type Marked = { entity: string; start: number; end: number; role?: string }

function readUtterance(utterance: Fields, language: string, path: string, into: Importing): void {
  const text = textOf(utterance['text'])
  const marks = listOf(utterance['entities']).flatMap(marksOf)
  const entities = innermost(into, path, marks)
  addExample(into, path, { text, intent: textOf(utterance['intent']), entities, language })
}

/** End positions are inclusive; a machine-learned entity holds its parts as children. */
function marksOf(one: unknown): Marked[] {
  const { entity, startPos, endPos, role, children } = fieldsOf(one)
  const own = {
    entity: textOf(entity),
    start: numberOf(startPos),
    end: numberOf(endPos) + 1,
    ...(textOf(role) && { role: textOf(role) }),
  }
  return [own, ...listOf(children).flatMap(marksOf)]
}

function readPattern(
  { pattern, intent }: Fields,
  language: string,
  path: string,
  into: Importing,
): void {
  const sentences = patternParts(textOf(pattern))
  if (!sentences) {
    remark(into, 'broken', path, `pattern ${JSON.stringify(pattern)}`, 'Its brackets do not match.')
    return
  }
  for (const parts of sentences) {
    fillTemplate(into, path, textOf(intent), parts, { valuesOf: valuesSeen(into, path), language })
  }
}
