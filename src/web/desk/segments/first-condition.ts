import type { Condition, Operator, SegmentFields } from '../../../server/wire.ts'

type Field = SegmentFields['fields'][number]

/** What a new row asks: something with a sensible number in it. */
export function firstCondition(fields: readonly Field[]): Condition {
  const field = fields.find(({ name }) => name === 'orders') ?? fields[0]!
  return conditionOn(field)
}

/** A condition on a field that can be counted at once. */
export function conditionOn(field: Field, is: Operator = field.operators[0]!): Condition {
  const value = firstValue(field, is)
  return {
    field: field.name,
    ...(field.of && { of: field.of.like }),
    is,
    ...(value !== undefined && { value }),
  }
}

export function firstValue(field: Field, is: Operator): Condition['value'] {
  if (is === 'is-empty' || is === 'is-not-empty') return undefined
  if (is === 'in-last' || is === 'not-in-last') return 30
  const one = firstOf(field)
  if (is === 'is-one-of') return [typeof one === 'string' ? one : '?']
  return is === 'between' ? [0, 10] : one
}

function firstOf({ type, choices }: Field): string | number | boolean | { daysAgo: number } {
  switch (type) {
    case 'choice':
      return choices?.[0] ?? ''
    case 'text':
      return '?'
    case 'time':
      return { daysAgo: 30 }
    case 'yes-no':
      return true
    default:
      return 1
  }
}
