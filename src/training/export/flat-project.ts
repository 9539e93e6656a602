import type { Language } from '../../conversation.ts'
import type { Example, ExampleEntity, Project } from '../project.ts'

/** A project as systems see it that know no retrieval intents, rules or stories. */
export type FlatProject = {
  /** In the order of their names. */
  readonly languages: readonly FlatLanguage[]
  readonly intents: readonly string[]
  readonly entities: readonly { readonly name: string; readonly roles: readonly string[] }[]
  readonly lists: readonly FlatList[]
  readonly regexes: Project['nlu']['regexes']
}

export type FlatLanguage = {
  readonly language: Language
  /** Those of an intent together. */
  readonly examples: readonly Example[]
  /** Intents that a rule answers with one response: its texts. */
  readonly answers: ReadonlyMap<string, readonly string[]>
}

/** Words that are an entity, those that mean the same together. */
export type FlatList = {
  readonly name: string
  readonly values: readonly { readonly value: string; readonly words: readonly string[] }[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort(compare)

/** `faq/opening_hours` is one name where there are no keys. */
export const flatName = (intent: string): string => intent.replaceAll('/', '_')

export function flatProject(project: Project): FlatProject {
  const { nlu, bot } = project
  const examples = distinct(nlu.examples)
  const bases = new Set(
    nlu.examples.flatMap(({ intent }) => (intent.includes('/') ? [intent.split('/')[0]!] : [])),
  )
  const named = Object.keys(bot.intents).filter((name) => !bases.has(name))
  const answers = answersOf(project)
  const languages = sorted(examples.map(({ language }) => language))
  return {
    languages: languages.map((language, at) => ({
      language,
      examples: byIntent(examples.filter((one) => one.language === language)),
      answers: textsIn(answers, language, at === 0),
    })),
    intents: sorted([...examples.map(({ intent }) => intent), ...named.map(flatName)]),
    entities: entitiesOf(project),
    lists: listsOf(project),
    regexes: nlu.regexes.toSorted((a, b) => compare(a.name, b.name)),
  }
}

function distinct(examples: readonly Example[]): Example[] {
  const found = new Map<string, Example>()
  for (const example of examples) {
    const intent = flatName(example.intent)
    const key = JSON.stringify([intent, example.language, example.text])
    if (!found.has(key)) found.set(key, { ...example, intent })
  }
  return [...found.values()]
}

function byIntent(examples: readonly Example[]): Example[] {
  const order = sorted(examples.map(({ intent }) => intent))
  return order.flatMap((intent) => examples.filter((one) => one.intent === intent))
}

function entitiesOf({ nlu, bot }: Project): FlatProject['entities'] {
  const marks = nlu.examples.flatMap(({ entities }): readonly ExampleEntity[] => entities)
  const names = sorted([
    ...Object.keys(bot.entities),
    ...marks.map(({ entity }) => entity),
    ...nlu.lookups.map(({ name }) => name),
    ...nlu.regexes.map(({ name }) => name),
  ])
  return names.map((name) => ({
    name,
    roles: sorted([
      ...(bot.entities[name]?.roles ?? []),
      ...marks.flatMap(({ entity, role }) => (entity === name && role !== undefined ? [role] : [])),
    ]),
  }))
}

function listsOf({ nlu }: Project): FlatList[] {
  const meant = new Map(nlu.synonyms.map(({ text, value }) => [text, value]))
  const lists = new Map<string, Map<string, Set<string>>>()
  for (const { name, values } of nlu.lookups) {
    const list = lists.get(name) ?? new Map<string, Set<string>>()
    lists.set(name, list)
    for (const word of values) {
      const value = meant.get(word) ?? word
      const words = list.get(value) ?? new Set<string>()
      list.set(value, words)
      if (word !== value) words.add(word)
    }
  }
  return sorted(lists.keys()).map((name) => ({
    name,
    values: [...lists.get(name)!].map(([value, words]) => ({ value, words: [...words] })),
  }))
}

type Answer = { readonly text: string; readonly language: Language | undefined }

/** Of rules that are no more than an intent and what is said to it, in plain words. */
function answersOf({ nlu, bot }: Project): Map<string, Answer[]> {
  const answers = new Map<string, Answer[]>()
  for (const { conditions, startsConversation, waits, steps } of bot.rules) {
    const [heard, said, ...more] = steps
    if (conditions.length > 0 || startsConversation || !waits || more.length > 0) continue
    if (!heard || !said || !('intent' in heard) || heard.entities || !('action' in said)) continue
    const keyed = sorted(
      nlu.examples.map(({ intent }) => intent).filter((one) => one.startsWith(`${heard.intent}/`)),
    )
    for (const intent of keyed.length > 0 ? keyed : [heard.intent]) {
      const response = keyed.length > 0 ? `utter_${intent}` : said.action
      const texts = (bot.responses[response] ?? []).flatMap(
        ({ text, language, condition, channel }) =>
          text === undefined || condition || channel ? [] : [{ text, language }],
      )
      if (texts.length > 0) answers.set(flatName(intent), texts)
    }
  }
  return answers
}

/** What is said in every language stands with the first. */
function textsIn(
  answers: ReadonlyMap<string, readonly Answer[]>,
  language: Language,
  isFirst: boolean,
) {
  const texts = sorted(answers.keys()).map((intent) => {
    const some = answers
      .get(intent)!
      .filter((one) => one.language === language || (isFirst && one.language === undefined))
    return [intent, [...new Set(some.map(({ text }) => text))]] as const
  })
  return new Map(texts.filter(([, some]) => some.length > 0))
}
