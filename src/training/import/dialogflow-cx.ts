import { addQuestions, type Question } from './add-questions.ts'
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
import { type Fields, fieldsOf, listOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'

const folderOf =
  /(?:^|\/)(intents|entityTypes|flows|generators|webhooks|transitionRouteGroups|testCases|playbooks|generativeSettings|tools|agentTransitionRouteGroups)\//

export const dialogflowCx: SourceKind = {
  name: 'dialogflow-cx',
  title: 'Dialogflow CX',
  claims({ path, json }) {
    const [value] = json()
    const fields = fieldsOf(value)
    return (
      (folderOf.test(path) &&
        ('displayName' in fields ||
          'trainingPhrases' in fields ||
          'entities' in fields ||
          'excludedPhrases' in fields ||
          'generativeSafetySettings' in fields ||
          'phrases' in fields)) ||
      ('defaultLanguageCode' in fields && 'startFlow' in fields)
    )
  },
  read(files, into) {
    const agent = files.map((file) => fieldsOf(file.json()[0])).find((one) => 'startFlow' in one)
    into.draft.language = languageIn(agent?.['defaultLanguageCode']) ?? 'en'
    const entities = readEntityTypes(files, into)
    readIntents(files, into)
    for (const file of files)
      readFlowFile(file, files, { entities, startFlow: textOf(agent?.['startFlow']) }, into)
    tellOfFolders(files, into)
  },
}

const inFolder = (files: readonly SourceFile[], folder: string): SourceFile[] =>
  files.filter(({ path }) => folderOf.exec(path)?.[1] === folder)

const dirOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** Names of entity types of which only what is listed counts. */
function readEntityTypes(files: readonly SourceFile[], into: Importing): ReadonlySet<string> {
  const closed = new Set<string>()
  const own = inFolder(files, 'entityTypes')
  for (const file of own) {
    const type = fieldsOf(file.json()[0])
    const name = textOf(type['displayName'])
    if (name === '') continue
    addEntity(into, file.path, name)
    const isRegexp = type['kind'] === 'KIND_REGEXP'
    if (!isRegexp && type['autoExpansionMode'] !== 'AUTO_EXPANSION_MODE_DEFAULT') closed.add(name)
    for (const listed of own.filter(({ path }) => path.startsWith(`${dirOf(file.path)}/`))) {
      const { entities, excludedPhrases } = fieldsOf(listed.json()[0])
      for (const one of listOf(entities)) {
        const value = textOf(fieldsOf(one)['value'])
        const synonyms = textsOf(fieldsOf(one)['synonyms'])
        if (isRegexp) addRegex(into, listed.path, name, value)
        else addLookup(into, listed.path, name, [value, ...synonyms])
        for (const synonym of isRegexp ? [] : synonyms) addSynonym(into, value, synonym)
      }
      for (const one of listOf(excludedPhrases)) {
        remark(
          into,
          'left-out',
          listed.path,
          `entity ${name}: excluded phrase ${textOf(fieldsOf(one)['value'])}`,
          'Exclusions have no counterpart.',
        )
      }
    }
  }
  return closed
}

function readIntents(files: readonly SourceFile[], into: Importing): void {
  const own = inFolder(files, 'intents')
  for (const file of own) {
    const intent = fieldsOf(file.json()[0])
    const name = textOf(intent['displayName'])
    if (name === '') continue
    const types = new Map(
      listOf(intent['parameters']).map((one) => {
        const { id, entityType } = fieldsOf(one)
        return [textOf(id), textOf(entityType).replace(/^@/, '')]
      }),
    )
    if (intent['isFallback'] !== true) addIntent(into, file.path, name)
    for (const listed of own.filter(({ path }) => path.startsWith(`${dirOf(file.path)}/`))) {
      for (const phrase of listOf(fieldsOf(listed.json()[0])['trainingPhrases'])) {
        const { parts, languageCode } = fieldsOf(phrase)
        const language = languageIn(languageCode)
        const marked = listOf(parts).map((part): Part => {
          const { text, parameterId } = fieldsOf(part)
          const entity = types.get(textOf(parameterId))
          if (!entity) return textOf(text)
          const isOwn = textOf(parameterId) === entity || entity === `sys.${textOf(parameterId)}`
          return { words: textOf(text), entity, ...(!isOwn && { role: textOf(parameterId) }) }
        })
        const to = intent['isFallback'] === true ? 'out_of_scope' : name
        addExample(into, listed.path, {
          ...joinParts(marked),
          intent: to,
          ...(language && { language }),
        })
      }
    }
  }
}

type Agent = { readonly entities: ReadonlySet<string>; readonly startFlow: string }

/** Of the start flow the routes that an intent alone takes; of the pages they lead to, the forms. */
function readFlowFile(
  file: SourceFile,
  files: readonly SourceFile[],
  agent: Agent,
  into: Importing,
): void {
  if (folderOf.exec(file.path)?.[1] !== 'flows') return
  const flow = fieldsOf(file.json()[0])
  const name = textOf(flow['displayName'])
  const isPage = /\/pages\/[^/]+$/.test(file.path)
  const isStart = !isPage && (name === agent.startFlow || agent.startFlow === '')
  const pages = inFolder(files, 'flows').filter(({ path }) =>
    path.startsWith(`${dirOf(file.path)}/pages/`),
  )
  for (const one of listOf(flow['transitionRoutes'])) {
    const route = fieldsOf(one)
    const intent = textOf(route['intent'])
    const condition = textOf(route['condition'])
    const item = `${isPage ? 'page' : 'flow'} ${name}: route ${intent ? `of ${intent}` : `if ${condition}`}`
    if (!isStart || intent === '' || (condition !== '' && condition !== 'true')) {
      remark(
        into,
        'left-out',
        file.path,
        item,
        'Only what an intent alone leads to from the start has a counterpart. Write a story.',
      )
      continue
    }
    const target = pages.find(
      (page) => fieldsOf(page.json()[0])['displayName'] === route['targetPage'],
    )
    readRoute(intent, fieldsOf(route['triggerFulfillment']), target, agent, file, into)
  }
  for (const one of listOf(flow['eventHandlers'])) {
    const handler = fieldsOf(one)
    const event = textOf(handler['event'])
    const said = messagesOf(
      fieldsOf(handler['triggerFulfillment']),
      `event ${event} of ${name}`,
      file.path,
      into,
    )
    if (isStart && event === 'sys.no-match-default' && said.length > 0)
      addResponse(into, file.path, 'default', said)
    else
      remark(
        into,
        'left-out',
        file.path,
        `${isPage ? 'page' : 'flow'} ${name}: event ${event}`,
        'Only the answer to what the start flow does not understand has a counterpart.',
      )
  }
  if (isPage && !isPageOfStart(file, agent, files)) {
    remark(
      into,
      'left-out',
      file.path,
      `page ${name}`,
      'No intent alone leads to it from the start. Write a story or a form.',
    )
  }
}

function isPageOfStart(
  file: SourceFile,
  { startFlow }: Agent,
  files: readonly SourceFile[],
): boolean {
  const name = textOf(fieldsOf(file.json()[0])['displayName'])
  return inFolder(files, 'flows').some((one) => {
    const flow = fieldsOf(one.json()[0])
    return (
      flow['displayName'] === startFlow &&
      listOf(flow['transitionRoutes']).some(
        (route) =>
          fieldsOf(route)['targetPage'] === name && textOf(fieldsOf(route)['intent']) !== '',
      )
    )
  })
}

function readRoute(
  intent: string,
  fulfillment: Fields,
  page: SourceFile | undefined,
  { entities }: Agent,
  file: SourceFile,
  into: Importing,
): void {
  const content = fieldsOf(page?.json()[0])
  const first = messagesOf(fulfillment, `route of ${intent}`, file.path, into)
  const entry = messagesOf(
    fieldsOf(content['entryFulfillment']),
    `page ${textOf(content['displayName'])}`,
    page?.path ?? '',
    into,
  )
  const said = first.length > 0 ? first : entry
  const answer = said.length > 0 ? addResponse(into, file.path, intent, said) : undefined
  const questions = listOf(fieldsOf(content['form'])['parameters']).flatMap((one): Question[] => {
    const { displayName, entityType, required, fillBehavior, isList } = fieldsOf(one)
    const slot = textOf(displayName)
    if (required !== true) {
      remark(
        into,
        'left-out',
        page!.path,
        `parameter ${slot}`,
        'It is not required, so it is not asked for.',
      )
      return []
    }
    if (isList === true)
      remark(
        into,
        'changed',
        page!.path,
        `parameter ${slot}`,
        'It is a list there; here it holds one value.',
      )
    const entity = textOf(entityType).replace(/^@/, '')
    addEntity(into, page!.path, entity)
    const behavior = fieldsOf(fillBehavior)
    const asks = messagesOf(
      fieldsOf(behavior['initialPromptFulfillment']),
      `parameter ${slot}`,
      page!.path,
      into,
    )
    if (listOf(behavior['repromptEventHandlers']).length > 0) {
      remark(
        into,
        'left-out',
        page!.path,
        `parameter ${slot}: what is said when it is not understood`,
        'The question is asked again.',
      )
    }
    return [{ slot, entity, asks, isClosed: entities.has(entity) }]
  })
  if (questions.length > 0) return addQuestions(into, file.path, { intent, questions, answer })
  if (answer)
    addRule(into, intent, [{ intent: addIntent(into, file.path, intent) }, { action: answer }])
}

function messagesOf(
  fulfillment: Fields,
  of: string,
  path: string,
  into: Importing,
): GivenVariant[] {
  if (textOf(fulfillment['webhook']) !== '') {
    remark(
      into,
      'left-out',
      path,
      `${of}: webhook ${textOf(fulfillment['webhook'])}`,
      'Nothing calls it. Write an action.',
    )
  }
  for (const key of ['setParameterActions', 'conditionalCases', 'generators']) {
    if (listOf(fulfillment[key]).length > 0)
      remark(
        into,
        'left-out',
        path,
        `${of}: ${key}`,
        'It has no counterpart. Write a rule or an action.',
      )
  }
  return listOf(fulfillment['messages']).flatMap((one): GivenVariant[] => {
    const message = fieldsOf(one)
    const language = languageIn(message['languageCode'])
    const texts = textsOf(fieldsOf(message['text'])['text'])
    if (!('text' in message)) {
      const kinds = Object.keys(message).filter(
        (key) => !['languageCode', 'channel', 'responseType'].includes(key),
      )
      remark(
        into,
        'left-out',
        path,
        `${of}: a message of kind ${kinds.join(', ')}`,
        'It has no counterpart.',
      )
    }
    return texts
      .filter((text) => text.trim() !== '')
      .map((text) => ({
        text: text.replace(
          /\$(?:session\.params|intent\.params|page\.params)\.([\w-]+)(?:\.\w+)*/g,
          '{$1}',
        ),
        ...(language && { language }),
      }))
  })
}

function tellOfFolders(files: readonly SourceFile[], into: Importing): void {
  for (const folder of [
    'generators',
    'webhooks',
    'transitionRouteGroups',
    'testCases',
    'playbooks',
    'generativeSettings',
    'tools',
    'agentTransitionRouteGroups',
  ]) {
    for (const file of inFolder(files, folder)) {
      const name = textOf(fieldsOf(file.json()[0])['displayName']) || file.path.split('/').at(-1)!
      remark(
        into,
        'left-out',
        file.path,
        `${folder.replace(/s$/, '')} ${name}`,
        'It has no counterpart.',
      )
    }
  }
}
