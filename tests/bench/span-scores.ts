/** Exact spans as CoNLL counts them: start, end and kind must all be right. */
import { percent } from './scores.ts'

type Span = { readonly entity: string; readonly start: number; readonly end: number }

/** In percent. */
export type SpanCounts = {
  readonly f1: number
  readonly precision: number
  readonly recall: number
}

export function spanScores(
  messages: readonly { readonly wanted: readonly Span[]; readonly found: readonly Span[] }[],
): SpanCounts {
  let wanted = 0
  let found = 0
  let right = 0
  for (const message of messages) {
    const keys = new Set(message.wanted.map(keyOf))
    wanted += keys.size
    found += message.found.length
    right += message.found.filter((span) => keys.has(keyOf(span))).length
  }
  return {
    f1: percent((2 * right) / Math.max(1, wanted + found)),
    precision: percent(right / Math.max(1, found)),
    recall: percent(right / Math.max(1, wanted)),
  }
}

const keyOf = ({ entity, start, end }: Span) => `${start}-${end} ${entity}`
