/** Digits that belong together, as people write them: in groups, with blanks or hyphens between. */
export type DigitRun = {
  readonly start: number
  readonly end: number
  readonly groups: readonly { readonly start: number; readonly end: number }[]
}

// Entered at a run's first digit only, and each gap is bounded: linear in the text's length.
const run = /(?<!\d)\d(?:(?:[ .\-/)\n\t\u200b]{0,3}|[ ]?\(0\)[ ]?)\d)*/g

/** Of a folded text, in order; a lone group counts too. */
export function digitRuns(folded: string): DigitRun[] {
  return Array.from(folded.matchAll(run), ({ 0: written, index }) => ({
    start: index,
    end: index + written.length,
    groups: Array.from(written.matchAll(/(?:\d\u200b?)+/g), (group) => ({
      start: index + group.index,
      end: index + group.index + group[0].replace(/\u200b$/, '').length,
    })),
  }))
}

/** A run longer than this is no number that a person has. */
const mostGroups = 40

/** The stretches of whole groups that hold so many digits, longest first. */
export function* stretches(
  { groups }: DigitRun,
  fewest: number,
  most: number,
  folded: string,
): Generator<{ readonly digits: string; readonly start: number; readonly end: number }> {
  if (groups.length > mostGroups) return
  const digits = groups.map(({ start, end }) => folded.slice(start, end).replaceAll('\u200b', ''))
  const found = []
  for (let first = 0; first < groups.length; first++) {
    let joined = ''
    for (let last = first; last < groups.length && joined.length < most; last++) {
      joined += digits[last]
      if (joined.length >= fewest && joined.length <= most) {
        found.push({ digits: joined, start: groups[first]!.start, end: groups[last]!.end })
      }
    }
  }
  yield* found.sort((a, b) => b.digits.length - a.digits.length)
}
