import { z } from 'zod'

/**
 * Whom a segment is of, as data: conditions on declared fields, joined by `all` (everybody when it
 * is empty), `any` and `not`.
 *
 *     { all: [
 *       { field: 'orders', withinDays: 365, is: 'at-least', value: 2 },
 *       { field: 'spent', of: 'EUR', is: 'over', value: 250 },
 *       { not: { field: 'last-message', is: 'in-last', value: 30 } } ] }
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | Condition

export type Condition = {
  readonly field: string
  /** Which of several, where the field has several: the currency of `spent`. */
  readonly of?: string | undefined
  /** Only what happened within so many days counts, where the field counts. */
  readonly withinDays?: number | undefined
  readonly is: Operator
  readonly value?: Value | undefined
}

export type Value =
  string | number | boolean | readonly string[] | readonly number[] | { readonly daysAgo: number }

export const operators = [
  'is',
  'is-not',
  'is-one-of',
  'contains',
  'begins-with',
  'over',
  'under',
  'at-least',
  'at-most',
  'between',
  'before',
  'after',
  'in-last',
  'not-in-last',
  'is-empty',
  'is-not-empty',
] as const

export type Operator = (typeof operators)[number]

const days = z.number().int().min(0).max(36_500)

export const conditionSchema = z.strictObject({
  field: z.string().min(1).max(100),
  of: z.string().min(1).max(200).optional(),
  withinDays: days.min(1).optional(),
  is: z.enum(operators),
  value: z
    .union([
      z.string().max(500),
      z.number(),
      z.boolean(),
      z.array(z.string().max(500)).min(1).max(200),
      z.array(z.number()).length(2),
      z.strictObject({ daysAgo: days }),
    ])
    .optional(),
})

/** The shape alone; `readFilter` also says what is wrong and where. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(filterSchema) }),
    z.strictObject({ any: z.array(filterSchema).min(1) }),
    z.strictObject({ not: filterSchema }),
    conditionSchema,
  ]),
)
