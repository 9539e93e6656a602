import { addExample } from './add-example.ts'
import type { Draft } from './draft.ts'
import { lookupFile } from './lookup-file.ts'
import type { MarkdownFile, MarkdownLine } from './markdown-lines.ts'

/** `## intent:greet` with an example a line, and the like for synonyms, patterns and lists. */
export function readMarkdownNlu(file: MarkdownFile, draft: Draft): void {
  let kind = ''
  let name = ''
  for (const line of file.lines) {
    const heading = /^#+ *(\w+) *: *(.*)$/.exec(line.text)
    if (heading) [, kind = '', name = ''] = heading
    else if (line.text.startsWith('#')) kind = ''
    else if (kind !== '') readLine(kind, name.trim(), line, file, draft)
  }
}

function readLine(
  kind: string,
  name: string,
  { text, line, column }: MarkdownLine,
  file: MarkdownFile,
  draft: Draft,
): void {
  const tell = (message: string, remedy: string) =>
    draft.findings.push({ severity: 'warning', file: file.path, line, column, message, remedy })
  const mark = /^[-*+] */.exec(text)?.[0]
  if (mark === undefined) {
    // A lookup may name a file of its words instead of listing them.
    if (kind === 'lookup') {
      const values = lookupFile(text, draft)
      if (values) draft.lookups.push({ name, values, source: { file: file.path, line, name } })
      else tell(`There is no list ${text}; ${name} goes without it.`, 'List its words here.')
    } else tell(`The line "${text.slice(0, 40)}" is left out.`, 'Begin it with "- ".')
    return
  }
  const content = text.slice(mark.length)
  if (content === '') return
  const source = { file: file.path, line, name }
  switch (kind) {
    case 'intent': {
      const place = { line, column: column + mark.length }
      return addExample(name, { text: content, place }, file, draft)
    }
    case 'synonym':
      draft.synonyms.push({ value: name, text: content })
      return
    case 'regex':
      draft.regexes.push({ name, pattern: content, source })
      return
    case 'lookup':
      draft.lookups.push({ name, values: [content], source })
      return
    default:
      tell(`${kind}: is no section of training data.`, 'Known: intent, synonym, regex, lookup.')
  }
}
