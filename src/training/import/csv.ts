import Papa from 'papaparse'
import { readAnnotations } from '../read-annotations.ts'
import { type Importing, addExample, addResponse, addRule, addIntent, remark } from './importing.ts'
import { languageIn } from './language-in.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'

/** What the columns may be called. */
const columns = {
  text: /^(?:text|utterances?|examples?|sentence|query|message|question|phrase|例句|文本)$/i,
  intent: /^(?:intents?|label|category|class|意图|标签)$/i,
  language: /^(?:language|lang|locale|语言)$/i,
  answer: /^(?:answers?|response|reply|答案|回答)$/i,
} as const

/** A table with one example a line: text, intent, and perhaps its language and an answer. */
export const csv: SourceKind = {
  name: 'csv',
  title: 'CSV or TSV',
  claims: ({ path }) => /\.(?:csv|tsv)$/i.test(path),
  read(files, into) {
    // Our own tables have them.
    into.keepsSlash = true
    for (const file of files) readTable(file, into)
  },
}

function readTable(file: SourceFile, into: Importing): void {
  const { path } = file
  const { data, errors } = Papa.parse<string[]>(file.text(), { skipEmptyLines: 'greedy' })
  for (const { message, row } of errors.slice(0, 20)) {
    if (!/delimiter/i.test(message))
      remark(into, 'broken', path, `line ${(row ?? 0) + 1}`, `${message}.`)
  }
  const [first = [], ...others] = data
  const at = (name: keyof typeof columns) =>
    first.findIndex((title) => columns[name].test(title.trim()))
  const hasTitles = at('text') >= 0 && at('intent') >= 0
  const place = hasTitles
    ? { text: at('text'), intent: at('intent'), language: at('language'), answer: at('answer') }
    : { text: 0, intent: 1, language: 2, answer: -1 }
  if (!hasTitles && first.length > 0) {
    remark(
      into,
      'changed',
      path,
      'the first line',
      'It names no columns text and intent, so it is read as an example: text, intent, language.',
    )
  }
  for (const [index, title] of hasTitles ? first.entries() : []) {
    if (!Object.values(place).includes(index))
      remark(
        into,
        'left-out',
        path,
        `column ${title}`,
        'Only text, intent, language and answer have a counterpart.',
      )
  }
  for (const [line, row] of (hasTitles ? others : data).entries()) {
    const cell = (column: number) => (column < 0 ? '' : (row[column] ?? '').trim())
    const [text, intent] = [cell(place.text), cell(place.intent)]
    if (text === '' || intent === '') {
      remark(
        into,
        'broken',
        path,
        `row ${line + (hasTitles ? 2 : 1)}`,
        'It has no text or no intent.',
      )
      continue
    }
    const language = languageIn(cell(place.language))
    const marked = readAnnotations(text)
    addExample(into, path, {
      text: marked.text,
      entities: marked.entities,
      intent,
      ...(language && { language }),
    })
    const answer = cell(place.answer)
    if (answer === '') continue
    const response = addResponse(into, path, intent, [
      { text: answer, ...(language && { language }) },
    ])
    addRule(into, intent, [{ intent: addIntent(into, path, intent) }, { action: response }])
  }
}
