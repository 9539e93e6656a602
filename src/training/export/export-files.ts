import type { Project } from '../project.ts'
import { writeCsv } from './write-csv.ts'
import { writeClu } from './write-clu.ts'
import { writeDialogflow } from './write-dialogflow.ts'
import { writeLuis } from './write-luis.ts'
import { writeNlpJs } from './write-nlp-js.ts'
import { type WrittenFile, writeProject } from './write-project.ts'

export const exportKinds = ['rasa', 'csv', 'luis', 'clu', 'dialogflow-es', 'nlp-js'] as const
export type ExportKind = (typeof exportKinds)[number]

export type Exported = {
  readonly files: readonly WrittenFile[]
  /** What the other system cannot hold, in words. */
  readonly leftOut: readonly string[]
}

const writers: Readonly<Record<ExportKind, (project: Project) => WrittenFile[]>> = {
  rasa: writeProject,
  csv: writeCsv,
  luis: writeLuis,
  clu: writeClu,
  'dialogflow-es': writeDialogflow,
  'nlp-js': writeNlpJs,
}

export function exportFiles(project: Project, kind: ExportKind): Exported {
  return { files: writers[kind](project), leftOut: kind === 'rasa' ? [] : leftOutOf(project, kind) }
}

function leftOutOf({ nlu, bot }: Project, kind: ExportKind): string[] {
  const counts: Record<string, number> = {
    rules: bot.rules.length,
    stories: bot.stories.length,
    forms: Object.keys(bot.forms).length,
    slots: Object.keys(bot.slots).length,
    actions: bot.actions.length,
    ...(kind === 'csv' && {
      synonyms: nlu.synonyms.length,
      lookups: nlu.lookups.length,
      regexes: nlu.regexes.length,
    }),
    ...((kind === 'csv' || kind === 'luis' || kind === 'clu') && {
      responses: Object.keys(bot.responses).length,
    }),
  }
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what} have no counterpart in ${kind} and are left out.`)
}
