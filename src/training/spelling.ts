/** The known name that is most likely meant, or null when none is near. */
export function likeliest(name: string, known: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const distance = distanceBetween(name.toLowerCase(), candidate.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

/** "Did you mean x?", or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const meant = likeliest(name, known)
  return meant === null ? undefined : `Did you mean ${meant}?`
}

/** Letters to insert, drop, replace or swap with their neighbour; gives up at `most`. */
export function distanceBetween(a: string, b: string, most: number): number {
  if (a.length > 100 || b.length > 100) return a === b ? 0 : most
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
      }
    }
    if (Math.min(...row) >= most) return most
    before = above
    above = row
  }
  return above[b.length]!
}
