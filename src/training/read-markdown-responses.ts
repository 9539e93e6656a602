import type { Draft } from './draft.ts'
import type { MarkdownFile } from './markdown-lines.ts'

/** Answers to retrieval intents: `* faq/hours` and under it what is said, one variant a line. */
export function readMarkdownResponses({ path, language, lines }: MarkdownFile, draft: Draft): void {
  let response = ''
  for (const { text, line } of lines) {
    if (text.startsWith('*')) response = `utter_${text.replace(/^\* */, '')}`
    if (!text.startsWith('-') || response === '') continue
    const variants = draft.responses.get(response) ?? []
    const source = { file: path, line, name: response }
    const said = text.replace(/^- */, '').replaceAll('\\n', '\n')
    variants.push({ text: said, ...(language ? { language } : {}), source })
    draft.responses.set(response, variants)
  }
}
