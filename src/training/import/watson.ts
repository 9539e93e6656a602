import { fillTemplate, type Gap } from './fill-template.ts'
import {
  type GivenEntity,
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
import {
  type Fields,
  entriesOf,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

/** A workspace of Watson Assistant (a dialog skill). */
export const watson: SourceKind = {
  name: 'watson',
  title: 'Watson Assistant',
  claims: (file) => file.json().some((one) => Array.isArray(fieldsOf(one)['dialog_nodes'])),
  read(files, into) {
    for (const file of files)
      for (const one of file.json()) readWorkspace(fieldsOf(one), file.path, into)
  },
}

function readWorkspace(workspace: Fields, path: string, into: Importing): void {
  const language = languageIn(workspace['language']) ?? 'en'
  into.draft.language ??= language
  for (const entity of listOf(workspace['entities'])) readEntity(fieldsOf(entity), path, into)
  for (const intent of listOf(workspace['intents']))
    readIntent(fieldsOf(intent), language, path, into)
  for (const one of listOf(workspace['counterexamples'])) {
    addExample(into, path, {
      text: textOf(fieldsOf(one)['text']),
      intent: 'out_of_scope',
      language,
    })
  }
  readNodes(listOf(workspace['dialog_nodes']).map(fieldsOf), language, path, into)
}

function readEntity(entity: Fields, path: string, into: Importing): void {
  const name = textOf(entity['entity'])
  if (name.startsWith('sys-')) {
    remark(
      into,
      'left-out',
      path,
      `system entity ${name}`,
      'Parley finds dates, numbers and the like by itself, under its own names.',
    )
    return
  }
  addEntity(into, path, name)
  for (const one of listOf(entity['values'])) {
    const { value, type, synonyms, patterns } = fieldsOf(one)
    if (type === 'patterns') {
      for (const pattern of textsOf(patterns)) addRegex(into, path, name, pattern)
      if (listOf(patterns).length > 0)
        remark(
          into,
          'changed',
          path,
          `entity ${name}, value ${textOf(value)}`,
          'Its pattern gives the words that match, not this value.',
        )
      continue
    }
    addLookup(into, path, name, [textOf(value), ...textsOf(synonyms)])
    for (const synonym of textsOf(synonyms)) addSynonym(into, textOf(value), synonym)
  }
  if (entity['fuzzy_match'] === true)
    remark(into, 'left-out', path, `entity ${name}: fuzzy matching`, 'It has no counterpart.')
}

/** `@city` in an example stands for any value; `mentions` mark words. */
function readIntent(intent: Fields, language: string, path: string, into: Importing): void {
  const name = textOf(intent['intent'])
  addIntent(into, path, name)
  for (const one of listOf(intent['examples'])) {
    const { text: given, mentions } = fieldsOf(one)
    const text = textOf(given)
    const entities = listOf(mentions).map((mention): GivenEntity => {
      const { entity, location } = fieldsOf(mention)
      const [start, end] = listOf(location)
      return { entity: textOf(entity), start: numberOf(start), end: numberOf(end) }
    })
    const gap = /^@([\w-]+)(?::.*)?$|(?<=\s)@([\w-]+)(?=\s|$)/.exec(text)
    if (!gap || gap[0].includes(':'))
      addExample(into, path, { text, intent: name, entities, language })
    else {
      const parts: (string | Gap)[] = [
        text.slice(0, gap.index),
        { gap: gap[1] ?? gap[2]! },
        text.slice(gap.index + gap[0].length),
      ]
      fillTemplate(into, path, name, parts, { valuesOf: valuesSeen(into, path), language })
    }
  }
}

/** What a node is to us: a rule, when an intent and perhaps entities lead to it; else it is remarked upon. */
function readNodes(
  nodes: readonly Fields[],
  language: string,
  path: string,
  into: Importing,
): void {
  const slotsOf = new Set(nodes.filter(({ type }) => type === 'slot').map(({ parent }) => parent))
  const byId = new Map(nodes.map((node) => [node['dialog_node'], node]))
  for (const node of nodes) {
    const title = textOf(node['title']) || textOf(node['dialog_node'])
    const own = textOf(node['conditions']).trim()
    const type = textOf(node['type']) || 'standard'
    if (type === 'folder') continue
    const leave = (why: string) => {
      const when = own ? `, if ${own.slice(0, 80)}` : ''
      remark(into, 'left-out', path, `node ${title} (${type}${when})`, why)
    }
    const parent = parentOf(node, byId)
    // One of several responses of a node at the top: said when both conditions hold.
    const isResponse = type === 'response_condition' && parent && !parentOf(parent, byId)
    if (!isResponse && (type !== 'standard' || parent)) {
      const what = parent
        ? 'It comes after another node'
        : `Nodes of type ${type} have no counterpart`
      leave(`${what}. Write a story, a form or a condition of a response.`)
      continue
    }
    const outer = isResponse ? textOf(parent['conditions']).trim() : ''
    const condition =
      outer && own !== 'true' && own !== 'anything_else' ? `${outer} && ${own}` : outer || own
    const variants = variantsOf(node, title, language, path, into)
    if (slotsOf.has(node['dialog_node'])) leave('It asks for slots. Write a form.')
    else if (!readTop(condition, variants, path, into)) {
      leave(
        variants.length === 0
          ? 'It says nothing by itself.'
          : 'Its condition is more than an intent and entities. Write a rule with a condition.',
      )
    }
    tellOfRest(node, title, path, into)
  }
}

/** Folders without a condition only sort nodes: what lies in one stands at the top. */
function parentOf(node: Fields, byId: ReadonlyMap<unknown, Fields>): Fields | undefined {
  let parent = byId.get(node['parent'])
  for (let depth = 0; parent?.['type'] === 'folder' && depth < 20; depth++) {
    if (textOf(parent['conditions']).trim() !== '') return parent
    parent = byId.get(parent['parent'])
  }
  return parent
}

function readTop(
  condition: string,
  variants: readonly GivenVariant[],
  path: string,
  into: Importing,
): boolean {
  if (variants.length === 0) return false
  if (condition === 'anything_else' || condition === 'true') {
    addResponse(into, path, 'default', variants)
    return true
  }
  const isWelcome = condition === 'welcome' || condition === 'conversation_start'
  const heard = isWelcome ? [{ intent: 'greet', entities: [] }] : heardIn(condition)
  if (!heard) return false
  for (const { intent, entities } of heard) {
    const name = [intent, ...entities.flatMap(({ entity, value }) => [entity, value ?? []])]
      .flat()
      .join('_')
    const response = addResponse(into, path, name, variants)
    const tests = entities.map(({ entity, ...test }) => ({
      ...test,
      entity: addEntity(into, path, entity),
    }))
    const step = {
      intent: addIntent(into, path, intent),
      ...(tests.length > 0 && { entities: tests }),
    }
    addRule(into, name, [step, { action: response }])
  }
  return true
}

type HeardTest = {
  readonly intent: string
  readonly entities: readonly { readonly entity: string; readonly value?: string }[]
}

/** `#hours && @day:monday || #open`; null for anything else that a condition may be. */
function heardIn(condition: string): HeardTest[] | null {
  const heard = condition.split(/\s*(?:\|\||\bor\b)\s*/i).map((choice): HeardTest | null => {
    const parts = choice.split(/\s*(?:&&|\band\b)\s*/i)
    const intents = parts.flatMap((part) => /^#([\w.-]+)$/.exec(part)?.[1] ?? [])
    const entities = parts.flatMap((part) => {
      const [, entity, inBrackets, plain] =
        /^@([\w-]+)(?::(?:\(([^)]+)\)|([^\s()]+)))?$/.exec(part) ?? []
      const value = inBrackets ?? plain
      return entity === undefined ? [] : [{ entity, ...(value !== undefined && { value }) }]
    })
    const [intent] = intents
    const isAll = intents.length === 1 && intents.length + entities.length === parts.length
    return isAll && intent !== undefined ? { intent, entities } : null
  })
  return heard.every((one) => one !== null) ? heard : null
}

function variantsOf(
  node: Fields,
  title: string,
  language: string,
  path: string,
  into: Importing,
): GivenVariant[] {
  const output = fieldsOf(node['output'])
  const text = output['text']
  const said = typeof text === 'string' ? [text] : textsOf(fieldsOf(text)['values'])
  const plain = [...said, ...textsOf(text)].map((words): GivenVariant => {
    const buttons = buttonsIn(words)
    return { text: filled(words) || title, ...(buttons.length > 0 && { buttons }), language }
  })
  const generic = listOf(output['generic']).flatMap((one): GivenVariant[] => {
    const { response_type: kind, values, title: question, options, source } = fieldsOf(one)
    if (kind === 'text')
      return listOf(values).map((value) => ({
        text: filled(textOf(fieldsOf(value)['text'])),
        language,
      }))
    if (kind === 'image') return [{ image: textOf(source), language }]
    if (kind === 'option') {
      const buttons = listOf(options).map((option) => {
        const { label, value } = fieldsOf(option)
        return {
          title: textOf(label),
          payload: textOf(fieldsOf(fieldsOf(value)['input'])['text']) || textOf(label),
        }
      })
      return [{ text: filled(textOf(question) || title), buttons, language }]
    }
    remark(
      into,
      'left-out',
      path,
      `node ${title}: a response of type ${textOf(kind)}`,
      'It has no counterpart.',
    )
    return []
  })
  return [...plain, ...generic].filter((one) => one.text?.trim() || one.image)
}

/** `<input type="submit" value="Yes">` is a button, which says its words. */
function buttonsIn(text: string) {
  const inputs = text.match(/<input\b[^>]*>/gi) ?? []
  return inputs.flatMap((input) => {
    const title = /\bvalue\s*=\s*["']([^"']+)["']/i.exec(input)?.[1]
    return title === undefined ? [] : [{ title, payload: title }]
  })
}

/** `$name` becomes {name}; of HTML only lines and bold stay, which is all that texts here can have. */
function filled(text: string): string {
  return text
    .replace(/<\?\s*\$([\w-]+)\s*\?>/g, '{$1}')
    .replace(/(?<![\\\w$])\$([a-z_][\w-]*)/gi, '{$1}')
    .replace(/\\\$/g, '$')
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(/<\/?(?:b|strong)>/gi, '**')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .trim()
}

function tellOfRest(node: Fields, title: string, path: string, into: Importing): void {
  const leave = (item: string, why: string) =>
    remark(into, 'left-out', path, `node ${title}: ${item}`, why)
  const context = entriesOf(node['context']).map(([key]) => key)
  if (context.length > 0) leave(`context ${context.join(', ')}`, 'Write slots that an action sets.')
  const step = fieldsOf(node['next_step'])
  if (textOf(step['behavior']) !== '')
    leave(`next step ${textOf(step['behavior'])}`, 'Write a story.')
  for (const action of listOf(node['actions']))
    leave(`action ${textOf(fieldsOf(action)['name'])}`, 'Write an action and a rule.')
}
