import type { Json } from '../conversation.ts'

const longest = 2000

/** A customer's own words for a ticket, no longer than it takes; null when there are none. */
export function problemOf(said: Json | undefined): string | null {
  const words = typeof said === 'string' ? said.trim() : ''
  return words.slice(0, longest) || null
}

/** Whether a first message tells enough that nobody need be asked what is wrong. */
export function tellsEnough(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0
  return han > 0 ? han >= 14 : words >= 9
}
