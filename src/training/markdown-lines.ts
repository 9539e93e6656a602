import type { Language } from '../conversation.ts'
import type { Finding } from './project.ts'

/** A Markdown file of Rasa 1, line by line. */
export type MarkdownFile = {
  readonly path: string
  readonly language: Language | null
  readonly findings: Finding[]
  readonly lines: readonly MarkdownLine[]
}

/** Lines and columns from 1; the text without what surrounds it and without comments. */
export type MarkdownLine = { readonly text: string; readonly line: number; readonly column: number }

/** The lines that say something. */
export function markdownLines(text: string): MarkdownLine[] {
  // Comments may span lines: their line ends stay, so that what follows keeps its number.
  const bare = text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return bare.split(/\r\n|\n|\r/).flatMap((written, at): MarkdownLine[] => {
    const content = written.trim()
    if (content === '') return []
    return [{ text: content, line: at + 1, column: written.indexOf(content) + 1 }]
  })
}
