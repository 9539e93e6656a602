import { asHeldOut, type Draft } from './draft.ts'
import { decodeText } from './decode-text.ts'
import type { FoundFile } from './find-files.ts'
import { readJsonNlu } from './read-json-nlu.ts'
import { readMarkdownNlu } from './read-markdown-nlu.ts'
import { readMarkdownResponses } from './read-markdown-responses.ts'
import { readMarkdownStories } from './read-markdown-stories.ts'
import { type MarkdownFile, markdownLines } from './markdown-lines.ts'
import { largestFile, readYaml } from './read-yaml.ts'

export const isOfRasa1 = (path: string): boolean => /\.(json|md)$/i.test(path)

/** A file as Rasa 1 had them: examples in JSON or Markdown, stories and responses in Markdown. */
export function readRasa1(
  { path, bytes }: FoundFile,
  language: string | null,
  isTest: boolean,
  draft: Draft,
): void {
  const tell = (severity: 'error' | 'note', message: string, remedy: string, line = 1) =>
    draft.findings.push({ severity, file: path, line, column: 1, message, remedy })
  const convert = 'Write them as YAML, as `rasa data convert` does.'
  if (/\.json$/i.test(path)) {
    // JSON is YAML, and read as such it knows its lines.
    const file = readYaml(path, bytes, language, draft.findings)
    if (!file) {
      draft.isBroken = true
      return
    }
    readJsonNlu(file, isTest ? asHeldOut(draft) : draft)
    tell('note', 'These examples are written as in Rasa 1.', convert)
    return
  }
  const decoded =
    bytes.length > largestFile ? { refused: 'It is too large', line: 1 } : decodeText(bytes)
  if ('refused' in decoded) {
    tell('error', `${decoded.refused}.`, 'Save it as UTF-8, under 8 MB.', decoded.line)
    draft.isBroken = true
    return
  }
  const file: MarkdownFile = {
    path,
    language,
    findings: draft.findings,
    lines: markdownLines(decoded.text),
  }
  const has = (mark: RegExp) => file.lines.some(({ text }) => mark.test(text))
  if (has(/^## *(intent|synonym|regex|lookup) *:/)) {
    readMarkdownNlu(file, isTest ? asHeldOut(draft) : draft)
  } else if (isResponses(file)) readMarkdownResponses(file, draft)
  else readMarkdownStories(file, isTest, draft)
  tell('note', 'These lines are written as in Rasa 1.', convert)
}

/** `* faq/hours` with words under it, where a story would have an action. */
const isResponses = ({ lines }: MarkdownFile): boolean => {
  const heard = lines.filter(({ text }) => text.startsWith('*'))
  const said = lines.filter(({ text }) => text.startsWith('-'))
  return (
    heard.length > 0 &&
    heard.every(({ text }) => /^\* *[\w.+-]+\/[^\s{:]+$/.test(text)) &&
    !said.some(({ text }) => /^- *(utter_|action_|respond_|slot\{|form\{)/.test(text))
  )
}
