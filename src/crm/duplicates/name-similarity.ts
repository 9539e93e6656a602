import { jaroWinkler } from './jaro-winkler.ts'

/**
 * How alike two names are, from 0 to 1, by their parts: Jaro–Winkler (Winkler 1990) over the letters,
 * in whichever order of the parts fits best, since families' names stand first in China and last
 * elsewhere. An initial counts for the name it begins.
 */
export function nameSimilarity(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const [first, second] = withoutInitials(a, b)
  const isShortened = first !== a
  let best = 0
  for (const order of ordersOf(second)) {
    const likeness =
      order.length === first.length
        ? // All parts have to be alike: Lisa and Lea Brown have most letters in common.
          Math.min(...first.map((part, i) => jaroWinkler(part, order[i]!)))
        : jaroWinkler(first.join(''), order.join(''))
    best = Math.max(best, likeness)
  }
  return isShortened ? Math.min(best, 0.93) : best
}

/** "Anna M. Berg" and "Anna Maria Berg" are compared as "Anna M Berg" twice. */
function withoutInitials(a: readonly string[], b: readonly string[]) {
  if (a.length !== b.length || ![...a, ...b].some((part) => part.length === 1))
    return [a, b] as const
  const isShort = a.map((part, i) => part.length === 1 || b[i]!.length === 1)
  if (!isShort.some((short, i) => short && a[i]![0] === b[i]![0])) return [a, b] as const
  const cut = (parts: readonly string[]) => parts.map((part, i) => (isShort[i] ? part[0]! : part))
  return [cut(a), cut(b)] as const
}

/** The parts as they stand, and turned around each of their gaps. */
function ordersOf(parts: readonly string[]): (readonly string[])[] {
  return parts.map((_, i) => [...parts.slice(i), ...parts.slice(0, i)])
}
