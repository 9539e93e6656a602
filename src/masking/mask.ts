import { findPrivate } from './find-private.ts'

/** "call 0170 5550123" → "call [phone]". */
export function mask(text: string): string {
  return maskAll([text])[0]!
}

/**
 * The messages of one writer, in their order, each masked: what was split over several is found
 * too, and every part of it masked.
 */
export function maskAll(texts: readonly string[]): string[] {
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
      masked += joined.slice(copied, Math.max(start, from)) + `[${kind}]`
      copied = Math.min(end, from + text.length)
    }
    return masked + joined.slice(copied, from + text.length)
  })
}
