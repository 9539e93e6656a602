import type { Condition, Filter } from '../../../server/wire.ts'

/** A filter as the builder shows it: a list under one of three headings. */
export type Group = { readonly mode: 'all' | 'any' | 'none'; readonly parts: readonly Filter[] }

export const isCondition = (filter: Filter): filter is Condition => 'field' in filter

/** "None of these" is `not` of `any`; whatever else stands in a `not` is one of these. */
export function groupOf(filter: Filter): Group {
  if ('all' in filter) return { mode: 'all', parts: filter.all }
  if ('any' in filter) return { mode: 'any', parts: filter.any }
  if (isCondition(filter)) return { mode: 'all', parts: [filter] }
  const { not } = filter
  return { mode: 'none', parts: 'any' in not ? not.any : [not] }
}

/** Of nothing, everybody: a list of none of which one must hold would be nobody. */
export function filterOf({ mode, parts }: Group): Filter {
  if (parts.length === 0) return { all: [] }
  if (mode === 'all') return { all: parts }
  return mode === 'any' ? { any: parts } : { not: { any: parts } }
}
