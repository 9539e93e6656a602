import { all, type Row, type Work } from './work.ts'

/** The rows of `… where column` that have one of the values there; `before` are earlier parameters. */
export function* allAmong<R extends Row>(
  select: string,
  values: readonly string[],
  ...before: readonly unknown[]
): Work<R[]> {
  if (values.length === 0) return []
  return yield* all<R>(`${select} in (${values.map(() => '?').join(', ')})`, ...before, ...values)
}
