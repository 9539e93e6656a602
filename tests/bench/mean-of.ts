/** What was measured several times as once: of each number the mean, of all else the first. */
export function meanOf<T extends Record<string, unknown>>(runs: readonly T[]): T {
  const entries = Object.entries(runs[0]!).map(([key, first]) => {
    if (typeof first !== 'number') return [key, first] as const
    const mean = runs.reduce((sum, each) => sum + Number(each[key]), 0) / runs.length
    return [key, Math.round(mean * 100) / 100] as const
  })
  return Object.fromEntries(entries) as T
}
