import type { Project } from '../project.ts'
import { flatProject } from './flat-project.ts'
import type { WrittenFile } from './write-project.ts'
import { writtenJson } from './written-json.ts'

/** A corpus of nlp.js a language; its examples hold no marks. */
export function writeNlpJs(project: Project): WrittenFile[] {
  const { languages, intents, lists, regexes } = flatProject(project)
  const entities = Object.fromEntries([
    ...lists.map(({ name, values }) => [
      name,
      { options: Object.fromEntries(values.map(({ value, words }) => [value, words])) },
    ]),
    ...[...new Set(regexes.map(({ name }) => name))].map((name) => [
      name,
      { regex: regexes.filter((one) => one.name === name).map(({ pattern }) => `/${pattern}/`) },
    ]),
  ]) as Readonly<Record<string, unknown>>
  return languages.map(({ language, examples, answers }) => ({
    path: `corpus-${language}.json`,
    text: writtenJson({
      name: 'bot',
      locale: language,
      entities,
      data: intents.flatMap((intent) => {
        const utterances = examples.flatMap((one) => (one.intent === intent ? [one.text] : []))
        const said = answers.get(intent)
        return utterances.length === 0 && !said
          ? []
          : [{ intent, utterances, ...(said && { answers: said }) }]
      }),
    }),
  }))
}
