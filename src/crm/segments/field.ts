import type { Operator } from './filter.ts'

export type FieldType = 'text' | 'choice' | 'count' | 'number' | 'money' | 'time' | 'yes-no'

/** SQL of one value about the customer `c`; `?` marks its parameters. */
export type Expression = { readonly sql: string; readonly params: readonly unknown[] }

/** What a segment may ask of a customer. */
export type SegmentField = {
  readonly type: FieldType
  /** `of` where the field has several; `since` (ISO 8601) where it counts in a window. */
  readonly expression: (asked: { of: string; since: string }) => Expression
  readonly choices?: readonly string[]
  /** What `of` names, such as a currency; absent where there is only one. */
  readonly of?: { readonly what: string; readonly check: RegExp; readonly like: string }
  readonly isWindowed?: true
}

/** What may be asked of a value of each type. */
export const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['is', 'is-not', 'is-one-of', 'contains', 'begins-with', 'is-empty', 'is-not-empty'],
  choice: ['is', 'is-not', 'is-one-of'],
  count: ['is', 'is-not', 'over', 'under', 'at-least', 'at-most', 'between'],
  number: ['is', 'is-not', 'over', 'under', 'at-least', 'at-most', 'between'],
  money: ['over', 'under', 'at-least', 'at-most', 'between'],
  time: ['before', 'after', 'in-last', 'not-in-last', 'is-empty', 'is-not-empty'],
  'yes-no': ['is'],
}
