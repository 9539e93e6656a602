import type { Project } from '../project.ts'
import { flatProject } from './flat-project.ts'
import type { WrittenFile } from './write-project.ts'
import { writtenJson } from './written-json.ts'

/** One project of Conversational Language Understanding for all languages. */
export function writeClu(project: Project): WrittenFile[] {
  const { languages, intents, entities, lists, regexes } = flatProject(project)
  const assets = {
    projectKind: 'Conversation',
    intents: intents.map((name) => ({ category: intentName(name) })),
    entities: entities.map(({ name }) => {
      const list = lists.find((one) => one.name === name)
      const patterns = regexes.filter((one) => one.name === name)
      return {
        category: name,
        compositionSetting: 'combineComponents',
        ...(list && {
          list: {
            sublists: list.values.map(({ value, words }) => ({
              listKey: value,
              synonyms: languages.map(({ language }) => ({ language, values: words })),
            })),
          },
        }),
        ...(patterns.length > 0 && {
          regex: {
            expressions: patterns.map(({ pattern }, at) => ({
              regexKey: `${name}_${at + 1}`,
              regexPattern: pattern,
            })),
          },
        }),
      }
    }),
    utterances: languages.flatMap(({ language, examples }) =>
      examples.map(({ text, intent, entities: marks }) => ({
        text,
        language,
        intent: intentName(intent),
        entities: marks.map(({ entity, start, end }) => ({
          category: entity,
          offset: start,
          length: end - start,
        })),
        dataset: 'Train',
      })),
    ),
  }
  const [first] = languages
  return [
    {
      path: 'clu.json',
      text: writtenJson({
        projectFileVersion: '2022-10-01-preview',
        stringIndexType: 'Utf16CodeUnit',
        metadata: {
          projectKind: 'Conversation',
          projectName: 'bot',
          multilingual: languages.length > 1,
          description: '',
          language: first?.language ?? 'en',
        },
        assets,
      }),
    },
  ]
}

const intentName = (intent: string): string => (intent === 'out_of_scope' ? 'None' : intent)
