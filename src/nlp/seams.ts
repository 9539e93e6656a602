/** Where a message may fall apart: the ends of sentences, commas, "and", 还有. */
import type { Token } from './tokens.ts'

/** Token numbers: from the first to before the last. */
export type Span = { readonly from: number; readonly to: number }

const SEAM =
  /[!?。！？；;\n，、]+|[.,]+(?=\s|$)|\s(?:and|also|but|then|plus|as well as|by the way)(?=[\s,])|[，,]\s*再(?![次见说来度])|还有|另外|此外|以及|并且|而且|顺便|然后|同时|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])/gi

/** Longer messages tell stories, and so do those of more parts. */
const LONGEST = 500
const MOST_SPANS = 6

/**
 * What lies between the seams, in order, without greetings and thanks. A single span is the one
 * wish of the message; none when it has no seam.
 */
export function spansOf(text: string, tokens: readonly Token[]): Span[] {
  if (text.length > LONGEST || tokens.length < 4 || text.search(SEAM) < 0) return []
  const spans: Span[] = []
  let from = 0
  for (const seam of text.matchAll(SEAM)) {
    const next = seam.index + seam[0].length
    // A question mark belongs to its sentence, "and" to neither.
    const to = firstFrom(tokens, /[!?！？]/.test(seam[0]) ? next : seam.index)
    const isCourteous = isCourtesy(text, tokens, from, to)
    // ", and" is one seam; "also" as the first word is none.
    if (isCourteous || (to <= from && spans.length > 0)) {
      from = Math.max(from, firstFrom(tokens, next))
    }
    // One word alone, a name or a "well", is no wish of its own: it stays with what follows.
    if (isCourteous || !hasTwo(tokens, from, to)) continue
    spans.push({ from, to })
    from = firstFrom(tokens, next)
    if (spans.length > MOST_SPANS) return []
  }
  const end = tokens.length
  if (from === end || isCourtesy(text, tokens, from, end)) return spans
  if (hasTwo(tokens, from, end)) return [...spans, { from, to: end }]
  return spans.map((span, n) => (n === spans.length - 1 ? { ...span, to: end } : span))
}

function isCourtesy(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  return from < to && COURTESY.test(text.slice(tokens[from]!.start, tokens[to - 1]!.end))
}

const COURTESY =
  /^(?:(?:hi|hello|hey|there|all|again|good (?:morning|afternoon|evening|day)|please|many|thanks?|thank you|thx|cheers|so|very|much|a lot|in advance|for your help)\b[\s!,.]*)+$|^(?:你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|在吗|谢谢|多谢|感谢|麻烦|辛苦|拜托|[亲你您了啊呀哦哈啦！，\s])+$/i

/** The first token that begins at this place of the text or later. */
function firstFrom(tokens: readonly Token[], at: number): number {
  const found = tokens.findIndex(({ start }) => start >= at)
  return found < 0 ? tokens.length : found
}

function hasTwo(tokens: readonly Token[], from: number, to: number): boolean {
  let count = 0
  for (let t = from; t < to; t++) if (tokens[t]!.kind !== 'mark') count++
  return count >= 2
}
