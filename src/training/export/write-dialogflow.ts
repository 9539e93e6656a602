import { createHash } from 'node:crypto'
import type { Example, Project } from '../project.ts'
import { type FlatProject, flatProject } from './flat-project.ts'
import type { WrittenFile } from './write-project.ts'
import { writtenJson } from './written-json.ts'

/** An agent of Dialogflow ES as the folder that its archive holds. */
export function writeDialogflow(project: Project): WrittenFile[] {
  const flat = flatProject(project)
  const [first = 'en', ...others] = flat.languages.map(({ language }) => language)
  return [
    { path: 'package.json', text: writtenJson({ version: '1.0.0' }) },
    {
      path: 'agent.json',
      text: writtenJson({
        language: first,
        supportedLanguages: others,
        enabledDomainFeatures: [],
        customClassifierMode: 'use.after',
        mlMinConfidence: 0.3,
      }),
    },
    ...flat.entities.flatMap(({ name }) => entityFiles(name, flat)),
    ...flat.intents.flatMap((name) => intentFiles(name, flat)),
  ]
}

function entityFiles(name: string, { lists, regexes, languages }: FlatProject): WrittenFile[] {
  const list = lists.find((one) => one.name === name)
  const patterns = regexes.filter((one) => one.name === name).map(({ pattern }) => pattern)
  const isRegexp = !list && patterns.length > 0
  const entries = isRegexp
    ? patterns.map((pattern) => ({ value: pattern, synonyms: [pattern] }))
    : (list?.values ?? []).map(({ value, words }) => ({ value, synonyms: [value, ...words] }))
  const head = {
    id: idOf(`entity ${name}`),
    name,
    isOverridable: true,
    isEnum: false,
    isRegexp,
    automatedExpansion: !list,
    allowFuzzyExtraction: false,
  }
  return [
    { path: `entities/${fileName(name)}.json`, text: writtenJson(head) },
    ...languages.map(({ language }) => ({
      path: `entities/${fileName(name)}_entries_${language}.json`,
      text: writtenJson(entries),
    })),
  ]
}

function intentFiles(name: string, { languages }: FlatProject): WrittenFile[] {
  const messages = languages.flatMap(({ language, answers }) => {
    const said = answers.get(name)
    return said ? [{ type: 0, lang: language, speech: said }] : []
  })
  const head = {
    id: idOf(`intent ${name}`),
    name,
    auto: true,
    contexts: [],
    responses: [{ resetContexts: false, affectedContexts: [], parameters: [], messages }],
    priority: 500_000,
    webhookUsed: false,
    webhookForSlotFilling: false,
    fallbackIntent: false,
    events: [],
  }
  return [
    { path: `intents/${fileName(name)}.json`, text: writtenJson(head) },
    ...languages.flatMap(({ language, examples }) => {
      const own = examples.filter(({ intent }) => intent === name)
      if (own.length === 0) return []
      const phrases = own.map((example) => ({
        id: idOf(`${name} ${language} ${example.text}`),
        data: partsOf(example),
        isTemplate: false,
        count: 0,
      }))
      return [
        { path: `intents/${fileName(name)}_usersays_${language}.json`, text: writtenJson(phrases) },
      ]
    }),
  ]
}

function partsOf({ text, entities }: Example) {
  const parts: { text: string; alias?: string; meta?: string; userDefined: boolean }[] = []
  let from = 0
  const plain = (until: number) => {
    if (until > from) parts.push({ text: text.slice(from, until), userDefined: false })
  }
  for (const { entity, start, end, role } of entities) {
    plain(start)
    parts.push({
      text: text.slice(start, end),
      alias: role ?? entity,
      meta: `@${entity}`,
      userDefined: true,
    })
    from = end
  }
  plain(text.length)
  return parts
}

/** What no file may be named with becomes `_`, as Dialogflow does it. */
const fileName = (name: string): string => name.replace(/[<>:"/\\|?*]/g, '_')

/** In the form of a UUID, and the same for the same. */
function idOf(what: string): string {
  const hex = createHash('sha256').update(what).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}
