import { lexer, type Token } from 'marked'

/** What stands under one heading. */
export type Section = {
  /** With those above it: Wool rugs › Stains; '' before the first one. */
  readonly heading: string
  /** Where it can be linked to, when the page says so. */
  readonly anchor?: string
  /** Blocks of Markdown: paragraphs, lists, tables. */
  readonly blocks: readonly string[]
  /** From 1. */
  readonly line: number
}

export type PageSections = {
  readonly title?: string
  readonly language?: string
  readonly link?: string
  readonly sections: readonly Section[]
}

/** The sections of a Markdown page; its first heading of level one is its title. */
export function markdownSections(text: string): PageSections {
  const sections: { heading: string; anchor?: string; blocks: string[]; line: number }[] = []
  let title: string | undefined
  let trail: { depth: number; text: string }[] = []
  let line = 1
  let now: (typeof sections)[number] | undefined
  for (const token of lexer(text)) {
    if (token.type === 'heading') {
      const depth = (token as { depth: number }).depth
      const [, words = '', id] = /^(.*?)\s*(?:\{#([\w-]+)\})?$/s.exec(plainOf(token))!
      if (depth === 1 && title === undefined && sections.length === 0) {
        title = words
        trail = []
        now = undefined
      } else {
        trail = [...trail.filter((one) => one.depth < depth), { depth, text: words }]
        now = {
          heading: trail.map((one) => one.text).join(' › '),
          blocks: [],
          line,
          ...(id && { anchor: id }),
        }
        sections.push(now)
      }
    } else if (
      token.type !== 'space' &&
      token.type !== 'html' &&
      token.type !== 'hr' &&
      token.type !== 'def'
    ) {
      if (!now) sections.push((now = { heading: '', blocks: [], line }))
      now.blocks.push(token.raw.trim())
    }
    line += token.raw.split('\n').length - 1
  }
  return { ...(title && { title }), sections: sections.filter(({ blocks }) => blocks.length > 0) }
}

/** The words of a heading without marks for bold, code or links. */
function plainOf(token: Token): string {
  if ('tokens' in token && token.tokens) return token.tokens.map(plainOf).join('')
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw
}
