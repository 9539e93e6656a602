import type { Expression, SegmentField } from './field.ts'
import type { Condition, Filter } from './filter.ts'

const DAY_MS = 86_400_000

type Fields = Readonly<Record<string, SegmentField>>

/**
 * A filter that `readFilter` took, as a condition on a row `c` of `customers`, never null: where a
 * value is not known, no comparison holds but `is-not` and `not-in-last`. `now` is what relative
 * days are counted from. Values are parameters, and SQL comes from the declared fields alone.
 */
export function compileFilter(filter: Filter, fields: Fields, now: Date): Expression {
  if ('all' in filter) return joined(filter.all, 'and', '1 = 1')
  if ('any' in filter) return joined(filter.any, 'or', '1 = 0')
  if ('not' in filter) {
    const { sql, params } = compileFilter(filter.not, fields, now)
    return { sql: `not (${sql})`, params }
  }
  const field = fields[filter.field]
  // A field that was declared when the segment was saved, and is no longer.
  if (!field) return nobody
  const since = filter.withinDays === undefined ? '' : ago(filter.withinDays, now)
  return compare(field.expression({ of: filter.of ?? '', since }), filter, field, now)

  function joined(parts: readonly Filter[], by: 'and' | 'or', none: string): Expression {
    if (parts.length === 0) return { sql: none, params: [] }
    const compiled = parts.map((part) => compileFilter(part, fields, now))
    return {
      sql: compiled.map(({ sql }) => `(${sql})`).join(` ${by} `),
      params: compiled.flatMap(({ params }) => params),
    }
  }
}

const nobody: Expression = { sql: '1 = 0', params: [] }

function compare(
  { sql, params }: Expression,
  { is, value }: Condition,
  { type }: SegmentField,
  now: Date,
): Expression {
  const known = (condition: string, ...values: readonly unknown[]): Expression => ({
    sql: `coalesce(${condition}, 1 = 0)`,
    params: [...params, ...values],
  })
  const stored = (one: unknown): unknown => {
    if (type === 'money') return Math.round(Number(one) * 100)
    if (type === 'time') return timeOf(one, now)
    return typeof one === 'boolean' ? Number(one) : one
  }
  // Capitals do not matter, as far as the engine knows them: SQLite those of English only.
  const plain = type === 'text' ? `lower(${sql})` : sql
  const small = (one: unknown) => (type === 'text' ? String(one).toLowerCase() : stored(one))
  switch (is) {
    case 'is':
      return known(`${plain} = ?`, small(value))
    case 'is-not':
      return { sql: `coalesce(${plain} <> ?, 1 = 1)`, params: [...params, small(value)] }
    case 'is-one-of': {
      const list = value as readonly unknown[]
      return known(`${plain} in (${list.map(() => '?').join(', ')})`, ...list.map(small))
    }
    case 'contains':
      return known(`${plain} like ? escape '!'`, `%${escaped(value)}%`)
    case 'begins-with':
      return known(`${plain} like ? escape '!'`, `${escaped(value)}%`)
    case 'over':
    case 'after':
      return known(`${sql} > ?`, stored(value))
    case 'under':
    case 'before':
      return known(`${sql} < ?`, stored(value))
    case 'at-least':
      return known(`${sql} >= ?`, stored(value))
    case 'at-most':
      return known(`${sql} <= ?`, stored(value))
    case 'between':
      return known(`${sql} between ? and ?`, ...(value as readonly unknown[]).map(stored))
    case 'in-last':
      return known(`${sql} >= ?`, ago(Number(value), now))
    case 'not-in-last':
      return {
        sql: `coalesce(${sql} < ?, 1 = 1)`,
        params: [...params, ago(Number(value), now)],
      }
    case 'is-empty':
      return { sql: type === 'text' ? `coalesce(${sql}, '') = ''` : `${sql} is null`, params }
    case 'is-not-empty':
      return { sql: type === 'text' ? `coalesce(${sql}, '') <> ''` : `${sql} is not null`, params }
  }
}

const escaped = (value: unknown): string => String(value).toLowerCase().replace(/[!%_]/g, '!$&')

const ago = (days: number, now: Date): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString()

const timeOf = (value: unknown, now: Date): string =>
  typeof value === 'object' && value !== null
    ? ago((value as { daysAgo: number }).daysAgo, now)
    : `${String(value)}T00:00:00.000Z`
