/**
 * Marks without which a text cannot match a pattern, so that most messages need not be searched:
 * '0' stands for any digit, '#' and '@' for themselves. Only what stands in the pattern outside of
 * groups and must be there is counted: too few marks cost time, never a match.
 */
export function neededMarks(pattern: string): string[] {
  const marks: string[] = []
  if (pattern.includes('\\Q')) return marks
  let depth = 0
  for (const { 0: part, index } of pattern.matchAll(parts)) {
    if (part === '(') depth++
    else if (part === ')') depth--
    else if (depth > 0) continue
    // Either side of it may match.
    else if (part === '|') return []
    else if (!mayBeMissing.test(pattern.slice(index + part.length))) {
      if (part === '[0-9]' || part === '\\d') marks.push('0')
      if (part === '#' || part === '@') marks.push(part)
    }
  }
  return [...new Set(marks)]
}

/** Escapes, classes (a bracket that comes first in one is a member), and single characters. */
const parts = /\\[pPx]\{[^}]*\}|\\[^]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]|[^]/g
const mayBeMissing = /^(?:[*?]|\{0?[,}]|\{0\d*,?\d*\})/

/** Whether the text has all of these marks. */
export function hasMarks(text: string, marks: readonly string[]): boolean {
  return marks.every((mark) => (mark === '0' ? /[0-9]/.test(text) : text.includes(mark)))
}
