import { findPrivate } from './find-private.ts'
import type { Finding } from './finding.ts'

/** What is put in the place of a part of a text, given that part. */
export type StandIn = (kind: Finding['kind'], part: string) => string

const named: StandIn = (kind) => `[${kind}]`

/** "call 0170 5550123" → "call [phone]". */
export function mask(text: string, standIn: StandIn = named): string {
  return maskAll([text], standIn)[0]!
}

/**
 * The messages of one writer, in their order, each masked: what was split over several is found
 * too, and every part of it masked.
 */
export function maskAll(texts: readonly string[], standIn: StandIn = named): string[] {
  const joined = texts.join('\n')
  const found = findPrivate(joined)
  let at = 0
  return texts.map((text) => {
    const from = at
    at += text.length + 1
    let masked = ''
    let copied = from
    for (const { kind, start, end } of found) {
      if (end <= from || start >= from + text.length) continue
      const begin = Math.max(start, from)
      const over = Math.min(end, from + text.length)
      masked += joined.slice(copied, begin) + standIn(kind, joined.slice(begin, over))
      copied = over
    }
    return masked + joined.slice(copied, from + text.length)
  })
}
