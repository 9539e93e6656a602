import { addQuestions } from './add-questions.ts'
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

const userSays = /(?:^|\/)intents\/(.+)_usersays_([\w-]+)\.json$/i
const entityEntries = /(?:^|\/)entities\/(.+)_entries_([\w-]+)\.json$/i

export const dialogflowEs: SourceKind = {
  name: 'dialogflow-es',
  title: 'Dialogflow ES',
  claims(file) {
    const [json] = file.json()
    const fields = fieldsOf(json)
    return (
      (userSays.test(file.path) && Array.isArray(json)) ||
      (entityEntries.test(file.path) && Array.isArray(json)) ||
      'fallbackIntent' in fields ||
      ('userSays' in fields && 'responses' in fields) ||
      ('automatedExpansion' in fields && 'isEnum' in fields) ||
      ('customClassifierMode' in fields && 'language' in fields)
    )
  },
  read(files, into) {
    const json = (file: SourceFile) => file.json()[0]
    const agent = files
      .map((file) => fieldsOf(json(file)))
      .find((one) => 'customClassifierMode' in one)
    const language = languageIn(agent?.['language'])
    if (language) into.draft.language = language
    for (const file of files) {
      if (fieldsOf(json(file)) === agent) readAgent(agent, file, into)
    }
    const entities = readEntities(files, into)
    for (const file of files) {
      const intent = fieldsOf(json(file))
      if ('fallbackIntent' in intent || 'userSays' in intent) {
        readIntent(intent, file, { files, entities, language }, into)
      }
    }
  },
}

function readAgent(agent: Fields, { path }: SourceFile, into: Importing): void {
  const webhook = fieldsOf(agent['webhook'])
  if (webhook['available'] === true) {
    remark(
      into,
      'left-out',
      path,
      `webhook ${textOf(webhook['url'])}`,
      'Nothing calls it. Write actions, or a server for action_endpoint.',
    )
  }
  for (const feature of textsOf(agent['enabledDomainFeatures'])) {
    remark(
      into,
      'left-out',
      path,
      `ready-made part ${feature}`,
      'Its examples are not in the files.',
    )
  }
}

/** By name, whether only what is listed counts. */
type Entities = ReadonlyMap<string, { readonly isClosed: boolean }>

function readEntities(files: readonly SourceFile[], into: Importing): Entities {
  const found = new Map<string, { isClosed: boolean }>()
  for (const file of files) {
    const entity = fieldsOf(file.json()[0])
    if (!('automatedExpansion' in entity)) continue
    const name = textOf(entity['name'])
    addEntity(into, file.path, name)
    found.set(name, { isClosed: entity['automatedExpansion'] !== true })
    const [isEnum, isRegexp] = [entity['isEnum'] === true, entity['isRegexp'] === true]
    const base = file.path.replace(/\.json$/i, '')
    const entries = files
      .filter(({ path }) => path.startsWith(`${base}_entries_`))
      .flatMap((one) => listOf(one.json()[0]))
    for (const entry of [...entries, ...listOf(entity['entries'])])
      readEntry(name, fieldsOf(entry), { isRegexp, isEnum }, file, into)
  }
  return found
}

function readEntry(
  name: string,
  entry: Fields,
  { isRegexp }: { readonly isRegexp: boolean; readonly isEnum: boolean },
  { path }: SourceFile,
  into: Importing,
): void {
  const value = textOf(entry['value'])
  const synonyms = textsOf(entry['synonyms'])
  if (isRegexp) {
    for (const pattern of [value, ...synonyms]) addRegex(into, path, name, pattern)
    return
  }
  const composite = [value, ...synonyms].find((one) => one.includes('@'))
  if (composite !== undefined) {
    remark(
      into,
      'left-out',
      path,
      `entity ${name}, entry ${composite}`,
      'An entity made of others has no counterpart.',
    )
    return
  }
  addLookup(into, path, name, [value, ...synonyms])
  for (const synonym of synonyms) addSynonym(into, value, synonym)
}

type Agent = {
  readonly files: readonly SourceFile[]
  readonly entities: Entities
  readonly language: string | undefined
}

function readIntent(intent: Fields, file: SourceFile, agent: Agent, into: Importing): void {
  const { path } = file
  const name = textOf(intent['name'])
  const isFallback = intent['fallbackIntent'] === true
  const base = path.replace(/\.json$/i, '')
  const phrases = agent.files
    .filter((one) => one.path.startsWith(`${base}_usersays_`))
    .map((one) => ({
      language: languageIn(userSays.exec(one.path)?.[2]),
      of: listOf(one.json()[0]),
    }))
  // Each locale may repeat another's phrases word for word; they count once.
  const all = [
    { language: agent.language, of: phrases.length > 0 ? [] : listOf(intent['userSays']) },
    ...phrases,
  ]
  if (!isFallback) addIntent(into, path, name)
  for (const { language, of } of all) {
    for (const phrase of of)
      readPhrase(isFallback ? 'out_of_scope' : name, fieldsOf(phrase), language, file, into)
  }
  for (const response of listOf(intent['responses'])) {
    readResponse(
      name,
      isFallback,
      fieldsOf(response),
      { ...agent, contexts: textsOf(intent['contexts']) },
      file,
      into,
    )
  }
  tellOfRest(name, intent, path, into)
}

function readPhrase(
  intent: string,
  phrase: Fields,
  language: string | undefined,
  { path }: SourceFile,
  into: Importing,
): void {
  const parts = listOf(phrase['data']).map((part): Part => {
    const { text, meta, alias } = fieldsOf(part)
    const entity = textOf(meta).replace(/^@/, '')
    if (entity === '' || entity === 'sys.ignore') return textOf(text)
    return { words: textOf(text), entity, ...roleOf(textOf(alias), entity) }
  })
  if (phrase['isTemplate'] === true) {
    const written = joinParts(parts).text
    remark(
      into,
      'left-out',
      path,
      `template ${JSON.stringify(written)} of ${intent}`,
      'Templates have no counterpart. Write examples.',
    )
    return
  }
  addExample(into, path, { ...joinParts(parts), intent, ...(language && { language }) })
}

/** An alias that is more than the entity's own name tells the role: geo-city-from. */
function roleOf(alias: string, entity: string): { role?: string } {
  const plain = entity.replace(/^sys\./, '')
  const isOwn =
    alias === '' || alias === plain || alias === entity || /^(?:sys\.)?[\w.-]*\d$/.test(alias)
  return isOwn || alias === entity.replace(/^sys\.(?:given-name|any)$/, alias)
    ? {}
    : { role: alias }
}

function readResponse(
  intent: string,
  isFallback: boolean,
  response: Fields,
  agent: Agent & { readonly contexts: readonly string[] },
  file: SourceFile,
  into: Importing,
): void {
  const { path } = file
  const variants = listOf(response['messages']).flatMap((message) =>
    variantsOf(intent, fieldsOf(message), path, into),
  )
  const questions = listOf(response['parameters']).flatMap((one) => {
    const parameter = fieldsOf(one)
    if (parameter['required'] !== true) return []
    const entity = textOf(parameter['dataType']).replace(/^@/, '')
    const asks = listOf(parameter['prompts']).flatMap((prompt) => {
      const { value, lang } = fieldsOf(prompt)
      const language = languageIn(lang)
      return textOf(value) === ''
        ? []
        : [{ text: filled(textOf(value)), ...(language && { language }) }]
    })
    addEntity(into, path, entity)
    return [
      {
        slot: textOf(parameter['name']),
        entity,
        asks,
        isClosed: agent.entities.get(entity)?.isClosed ?? false,
      },
    ]
  })
  const isInContext = agent.contexts.length > 0
  if (isInContext) {
    remark(
      into,
      'left-out',
      path,
      `intent ${intent}: contexts ${agent.contexts.join(', ')}`,
      'It is only answered after another intent there; here it is always. Write a story for it.',
    )
  }
  if (isFallback) {
    if (!isInContext) addResponse(into, path, 'default', variants)
    return
  }
  const answer = variants.length === 0 ? undefined : addResponse(into, path, intent, variants)
  if (questions.length > 0) addQuestions(into, path, { intent, questions, answer })
  else if (answer)
    addRule(into, intent, [{ intent: addIntent(into, path, intent) }, { action: answer }])
}

/** `speech` is one text or several of which one is said. */
function variantsOf(
  intent: string,
  message: Fields,
  path: string,
  into: Importing,
): GivenVariant[] {
  const { type, speech, lang, imageUrl, title, replies, payload } = message
  const language = languageIn(lang)
  const own = { ...(language && { language }) }
  switch (String(type)) {
    case '0':
    case 'message':
      return textsOf(speech)
        .filter((text) => text !== '')
        .map((text) => ({ text: filled(text), ...own }))
    case '2':
      return [
        {
          text: filled(textOf(title) || intent),
          buttons: textsOf(replies).map((reply) => ({ title: reply, payload: reply })),
          ...own,
        },
      ]
    case '3':
      return textOf(imageUrl) === '' ? [] : [{ image: textOf(imageUrl), ...own }]
    case '4':
      return [
        {
          custom: JSON.parse(JSON.stringify(payload ?? {})) as GivenVariant['custom'] & {},
          ...own,
        },
      ]
    default:
      remark(
        into,
        'left-out',
        path,
        `a message of type ${String(type)} of ${intent}`,
        'Cards have no counterpart. Write a text with buttons.',
      )
      return []
  }
}

/** `$city` and `#context.city` → {city}. */
function filled(text: string): string {
  return text.replace(/[$#](?:[\w-]+\.)?([a-z_][\w-]*)(?:\.original)?/gi, '{$1}')
}

function tellOfRest(name: string, intent: Fields, path: string, into: Importing): void {
  const leave = (item: string, why: string) =>
    remark(into, 'left-out', path, `intent ${name}: ${item}`, why)
  if (intent['webhookUsed'] === true) leave('its webhook', 'Nothing calls it. Write an action.')
  for (const event of listOf(intent['events'])) {
    const called = textOf(fieldsOf(event)['name'])
    leave(`event ${called}`, 'Events have no counterpart, save greeting: that is the intent greet.')
  }
  for (const response of listOf(intent['responses'])) {
    const contexts = listOf(fieldsOf(response)['affectedContexts']).map((one) =>
      textOf(fieldsOf(one)['name']),
    )
    if (contexts.length > 0)
      leave(
        `output contexts ${contexts.join(', ')}`,
        'Contexts have no counterpart. Write a story.',
      )
    if (textOf(fieldsOf(response)['action']) !== '')
      leave(
        `action ${textOf(fieldsOf(response)['action'])}`,
        'Nothing acts upon it. Write an action and a rule.',
      )
    for (const [platform] of entriesOf(fieldsOf(response)['defaultResponsePlatforms']))
      leave(`responses for ${platform}`, 'They are said everywhere here.')
  }
}
