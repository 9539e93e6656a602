import type { Range } from './occurrences.ts'

/** A part of a text; `marks` are the places in it that were looked for, in UTF-16 units. */
export type Excerpt = { readonly text: string; readonly marks: readonly Range[] }

const LONGEST = 160
/** So much of what stands before the first mark is shown. */
const BEFORE = 40

/** About 160 characters from shortly before the first mark, on one line, cut between words. */
export function excerptOf(text: string, ranges: readonly Range[]): Excerpt {
  const marks = merged(ranges)
  const first = marks[0]?.[0] ?? 0
  const start = text.length <= LONGEST ? 0 : startBefore(text, Math.max(0, first - BEFORE))
  const end = endAfter(text, start + LONGEST)
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  return {
    // One unit for one: the marks stay where they are.
    text: before + text.slice(start, end).replace(/\s/g, ' ') + (end < text.length ? '…' : ''),
    marks: marks
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift]),
  }
}

function merged(ranges: readonly Range[]): Range[] {
  const marks: [number, number][] = []
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = marks.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
}

/** At a blank, when one is near, and never inside a character. */
function startBefore(text: string, at: number): number {
  if (at === 0) return 0
  const blank = text.slice(at, at + BEFORE / 2).search(/\s/)
  return blank >= 0 ? at + blank + 1 : whole(text, at)
}

function endAfter(text: string, at: number): number {
  if (at >= text.length) return text.length
  const blank = text.slice(at - BEFORE / 2, at).search(/\s\S*$/)
  return blank >= 0 ? at - BEFORE / 2 + blank : whole(text, at)
}

function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
