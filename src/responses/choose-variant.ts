import type { Json, SlotTest, Tracker, Variant } from '../conversation.ts'

/**
 * One of a response's variants: of the customer's language if there is one, of no language if not,
 * else of any; the more particular (a condition that holds, this channel) before the general.
 */
export function chooseVariant(
  response: string,
  variants: readonly Variant[],
  tracker: Tracker,
  channel: string | undefined,
): { variant: Variant; at: number } | null {
  const possible = variants
    .map((variant, at) => ({ variant, at }))
    .filter(({ variant }) => variant.channel === undefined || variant.channel === channel)
    .filter(({ variant }) => (variant.condition ?? []).every((test) => holds(test, tracker)))
  const ofLanguage = [tracker.language, undefined]
    .map((language) => possible.filter(({ variant }) => variant.language === language))
    .find((some) => some.length > 0)
  const some = ofLanguage ?? possible
  const most = Math.max(...some.map(({ variant }) => particularity(variant)))
  const best = some.filter(({ variant }) => particularity(variant) === most)
  return best[hash(`${tracker.conversation} ${tracker.seq} ${response}`) % best.length] ?? null
}

const particularity = ({ condition, channel }: Variant): number =>
  (condition && condition.length > 0 ? 2 : 0) + (channel === undefined ? 0 : 1)

function holds(test: SlotTest, { slots, language }: Tracker): boolean {
  const value = test.slot === 'language' && !('language' in slots) ? language : slots[test.slot]
  if ('set' in test) return ((value ?? null) !== null) === test.set
  return plain(value ?? null) === plain(test.is)
}

const plain = (value: Json): string =>
  typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value)

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let so = 0x811c9dc5
  for (let at = 0; at < text.length; at++) so = Math.imul(so ^ text.charCodeAt(at), 0x01000193)
  return so >>> 0
}
