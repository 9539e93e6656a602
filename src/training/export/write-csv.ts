import Papa from 'papaparse'
import type { Project } from '../project.ts'
import { annotate } from './annotate.ts'
import type { WrittenFile } from './write-project.ts'

/** One example a line, entities marked as in our own files: text, intent, language. */
export function writeCsv({ nlu }: Project): WrittenFile[] {
  const languages = [...new Set(nlu.examples.map(({ language }) => language))].sort()
  const intents = [...new Set(nlu.examples.map(({ intent }) => intent))].sort()
  const rows = new Set<string>()
  for (const language of languages) {
    for (const intent of intents) {
      for (const example of nlu.examples) {
        if (example.intent !== intent || example.language !== language) continue
        rows.add(JSON.stringify([annotate(example), intent, language]))
      }
    }
  }
  const data = [...rows].map((row) => JSON.parse(row) as string[])
  return [
    {
      path: 'examples.csv',
      text: `${Papa.unparse([['text', 'intent', 'language'], ...data], { newline: '\n' })}\n`,
    },
  ]
}
