import { Problem } from '../../problem.ts'
import { operatorsOf, type SegmentField } from './field.ts'
import { conditionSchema, type Condition, type Filter } from './filter.ts'

/** Deeper and longer than a person reads; what is within is quick to compute. */
const DEEPEST = 8
const MOST_CONDITIONS = 50

type Fields = Readonly<Record<string, SegmentField>>

/** The filter, checked. Problem 'invalid' `BadFilter` that names the place, what is wrong and the remedy. */
export function readFilter(input: unknown, fields: Fields): Filter {
  let conditions = 0
  return read(input, '', 1)

  function read(node: unknown, path: string, depth: number): Filter {
    if (depth > DEEPEST) throw bad(path, `is nested deeper than ${DEEPEST} levels`, 'Join it flat.')
    if (typeof node !== 'object' || node === null || Array.isArray(node)) throw shapeless(path)
    const [key, ...more] = Object.keys(node).filter((one) => ['all', 'any', 'not'].includes(one))
    const inner = (node as Record<string, unknown>)[key ?? '']
    if (key === undefined) return condition(node, path)
    if (more.length > 0 || Object.keys(node).length > 1) throw shapeless(path)
    const place = path === '' ? key : `${path}.${key}`
    if (key === 'not') return { not: read(inner, place, depth + 1) }
    if (!Array.isArray(inner)) throw bad(place, 'is not a list', 'Write [condition, …].')
    if (key === 'any' && inner.length === 0) {
      throw bad(place, 'is empty, so that nobody could be in it', 'Add a condition, or use all.')
    }
    const parts = inner.map((one, i) => read(one, `${place}[${i}]`, depth + 1))
    return key === 'all' ? { all: parts } : { any: parts }
  }

  function condition(node: object, path: string): Condition {
    if (!('field' in node)) throw shapeless(path)
    if (++conditions > MOST_CONDITIONS) {
      throw bad(path, `is one of more than ${MOST_CONDITIONS} conditions`, 'Use fewer.')
    }
    const { success, data, error } = conditionSchema.safeParse(node)
    if (!success) {
      const [issue] = error.issues
      const place = [path, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
      throw bad(place, `cannot be read: ${issue?.message ?? 'it is no condition'}`, '')
    }
    checkCondition(data, fields, path)
    return data
  }
}

function checkCondition(condition: Condition, fields: Fields, path: string): void {
  const { field: name, of, withinDays, is } = condition
  const at = (part: string) => (path === '' ? part : `${path}.${part}`)
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!field) {
    throw bad(at('field'), `"${name}" is no field`, `Use one of ${Object.keys(fields).join(', ')}.`)
  }
  if (field.of && (of === undefined || !field.of.check.test(of))) {
    const given = of === undefined ? 'is missing' : `cannot be "${of}"`
    throw bad(at('of'), given, `${name} needs ${field.of.what}, such as "${field.of.like}".`)
  }
  if (!field.of && of !== undefined) {
    throw bad(at('of'), `has no meaning for ${name}`, 'Leave it out.')
  }
  if (!field.isWindowed && withinDays !== undefined) {
    throw bad(at('withinDays'), `has no meaning for ${name}`, 'Leave it out.')
  }
  const possible = operatorsOf[field.type]
  if (!possible.includes(is)) {
    throw bad(at('is'), `"${is}" cannot be asked of ${name}`, `Use one of ${possible.join(', ')}.`)
  }
  const wanted = wantedValue(condition, field)
  if (wanted !== null) {
    const given = condition.value === undefined ? 'is missing' : `is ${short(condition.value)}`
    throw bad(at('value'), given, `${name} ${is} needs ${wanted}.`)
  }
}

/** What the value should be; null when it is that. */
function wantedValue({ is, value }: Condition, field: SegmentField): string | null {
  if (is === 'is-empty' || is === 'is-not-empty') {
    return value === undefined ? null : 'no value'
  }
  const one = ofType(field, is)
  if (is === 'is-one-of') {
    const isList = Array.isArray(value) && value.every((some) => one.test(some))
    return isList ? null : `a list, each ${one.named}`
  }
  if (is === 'between') {
    const isPair = Array.isArray(value) && value.length === 2 && value.every(one.test)
    const [from, to] = isPair ? (value as readonly number[]) : []
    return isPair && from! <= to! ? null : `two, the lower first, each ${one.named}`
  }
  return one.test(value) ? null : one.named
}

type Test = { readonly named: string; readonly test: (value: unknown) => boolean }

function ofType({ type, choices }: SegmentField, is: Condition['is']): Test {
  if (is === 'in-last' || is === 'not-in-last') {
    return { named: 'a number of days', test: (value) => isCount(value) && value > 0 }
  }
  switch (type) {
    case 'text':
      return { named: 'text', test: (value) => typeof value === 'string' && value.trim() !== '' }
    case 'choice':
      return {
        named: `one of ${(choices ?? []).join(', ')}`,
        test: (value) => typeof value === 'string' && (choices ?? []).includes(value),
      }
    case 'count':
      return { named: 'a whole number from 0', test: isCount }
    case 'number':
      return { named: 'a number', test: (value) => typeof value === 'number' }
    case 'money':
      return {
        named: 'an amount from 0 to 1,000,000,000 with at most two decimals',
        test: isAmount,
      }
    case 'time':
      return { named: 'a day such as "2026-11-20", or {"daysAgo": 30}', test: isDay }
    case 'yes-no':
      return { named: 'true or false', test: (value) => typeof value === 'boolean' }
  }
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 1_000_000_000

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' &&
  value >= 0 &&
  value <= 1_000_000_000 &&
  Math.abs(value * 100 - Math.round(value * 100)) < 1e-4

function isDay(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return 'daysAgo' in value
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const read = new Date(`${value}T00:00:00.000Z`)
  // There is no 30 February, though JavaScript knows when it would be.
  return Number.isFinite(read.getTime()) && read.toISOString().startsWith(value)
}

const short = (value: unknown): string => JSON.stringify(value).slice(0, 80)

const shapeless = (path: string) =>
  bad(
    path,
    'is no condition',
    'Write {"all": […]}, {"any": […]}, {"not": …} or {"field", "is", "value"}.',
  )

const bad = (path: string, what: string, remedy: string) =>
  new Problem(
    'invalid',
    'BadFilter',
    `${path === '' ? 'The filter' : `In the filter, ${path}`} ${what}. ${remedy}`.trim(),
  )
