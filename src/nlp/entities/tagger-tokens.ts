/** The tokens that the tagger reads: those of the message and every other mark between them. */
import type { Token } from '../tokens.ts'

export type TaggerToken = Pick<Token, 'text' | 'start' | 'end' | 'kind'>

/** A full stop or a hyphen may belong to a name, so that nothing but blanks is left out. */
export function taggerTokens(normal: string, tokens: readonly Token[]): readonly TaggerToken[] {
  const all: TaggerToken[] = []
  let from = 0
  for (const token of tokens) {
    if (token.start > from) addMarks(all, normal, from, token.start)
    all.push(token)
    from = token.end
  }
  if (from < normal.length) addMarks(all, normal, from, normal.length)
  return all
}

function addMarks(all: TaggerToken[], normal: string, from: number, to: number): void {
  for (let start = from; start < to;) {
    const unit = normal.charCodeAt(start)
    const isPair = unit >= 0xd800 && unit < 0xdc00 && start + 1 < to
    const end = start + (isPair ? 2 : 1)
    const text = normal.slice(start, end)
    if (text.trim() !== '') all.push({ text, start, end, kind: 'mark' })
    start = end
  }
}
