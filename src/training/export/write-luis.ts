import type { Project } from '../project.ts'
import { flatProject } from './flat-project.ts'
import type { WrittenFile } from './write-project.ts'
import { writtenJson } from './written-json.ts'

/** An app of LUIS (schema 7.0.0) a language. */
export function writeLuis(project: Project): WrittenFile[] {
  const { languages, intents, entities, lists, regexes } = flatProject(project)
  const special = new Set([...lists, ...regexes].map(({ name }) => name))
  return languages.map(({ language, examples }) => ({
    path: `luis-${language}.json`,
    text: writtenJson({
      luis_schema_version: '7.0.0',
      versionId: '1.0',
      name: `bot-${language}`,
      desc: '',
      culture: cultures[language] ?? language,
      tokenizerVersion: '1.0.0',
      intents: intents.map((name) => ({ name: intentName(name) })),
      entities: entities.filter(({ name }) => !special.has(name)),
      closedLists: lists.map(({ name, values }) => ({
        name,
        subLists: values.map(({ value, words }) => ({ canonicalForm: value, list: words })),
        roles: entities.find((one) => one.name === name)?.roles ?? [],
      })),
      regex_entities: regexes.map(({ name, pattern }) => ({
        name,
        regexPattern: pattern,
        roles: [],
      })),
      composites: [],
      patternAnyEntities: [],
      prebuiltEntities: [],
      model_features: [],
      regex_features: [],
      patterns: [],
      utterances: examples.map(({ text, intent, entities: marks }) => ({
        text,
        intent: intentName(intent),
        entities: marks.map(({ entity, start, end, role }) => ({
          entity,
          startPos: start,
          endPos: end - 1,
          ...(role !== undefined && { role }),
        })),
      })),
    }),
  }))
}

const cultures: Readonly<Record<string, string>> = {
  en: 'en-us',
  zh: 'zh-cn',
  de: 'de-de',
  fr: 'fr-fr',
  es: 'es-es',
  it: 'it-it',
  ja: 'ja-jp',
  pt: 'pt-br',
}

/** What Microsoft calls that which the bot is not there for. */
const intentName = (intent: string): string => (intent === 'out_of_scope' ? 'None' : intent)
