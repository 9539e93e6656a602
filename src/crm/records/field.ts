import { z } from 'zod'
import type { Json } from '../../conversation.ts'

export type FieldType =
  'text' | 'email' | 'phone' | 'integer' | 'boolean' | 'date' | 'time' | 'choice' | 'reference'

/** One thing that is known of a record, and the column it stands in. */
export type Field = {
  readonly column: string
  readonly type: FieldType
  /** What it may be, as JSON: money in cents, times as ISO 8601 in UTC, dates as `2026-11-20`. */
  readonly schema: z.ZodType<Json>
  /** Whether people may be named in it: an erasure blackens their names there, whosever record it is. */
  readonly isPersonal: boolean
  /** Whether only the product itself writes it. */
  readonly isReadOnly: boolean
  readonly choices?: readonly string[]
  /** The kind of record whose key it holds. */
  readonly to?: string
}

type Options = {
  readonly personal?: boolean
  readonly readOnly?: boolean
  readonly optional?: boolean
}

/** Text; `least` 1 when it must not be empty. */
export const textField = (
  column: string,
  { least = 0, most = 500, ...options }: Options & { least?: number; most?: number } = {},
): Field => field(column, 'text', z.string().trim().min(least).max(most), options)

/** An address or nothing: what a shop has on record may lack one. */
export const emailField = (column: string, options: Options = {}): Field =>
  field(column, 'email', z.union([z.literal(''), z.email().max(254)]), {
    personal: true,
    ...options,
  })

export const phoneField = (column: string, options: Options = {}): Field =>
  field(column, 'phone', z.string().trim().max(50), { personal: true, ...options })

/** A time zone of the IANA database, or nothing. */
export const timeZoneField = (column: string, options: Options = {}): Field =>
  field(
    column,
    'text',
    z
      .string()
      .refine((zone) => zone === '' || isTimeZone(zone), 'is no time zone such as Europe/Berlin'),
    options,
  )

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

export const integerField = (column: string, options: Options = {}): Field =>
  field(column, 'integer', z.number().int(), options)

/** Stored as 0 or 1. */
export const booleanField = (column: string, options: Options = {}): Field =>
  field(column, 'boolean', z.boolean(), options)

export const dateField = (column: string, options: Options = {}): Field =>
  field(column, 'date', z.iso.date(), options)

/** Any offset is taken, UTC with milliseconds kept. */
export const timeField = (column: string, options: Options = {}): Field =>
  field(
    column,
    'time',
    z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
    options,
  )

export const choiceField = (
  column: string,
  choices: readonly [string, ...string[]],
  options: Options = {},
): Field => ({ ...field(column, 'choice', z.enum(choices), options), choices })

/** The key of another record. */
export const referenceField = (column: string, to: string, options: Options = {}): Field => ({
  ...field(column, 'reference', z.string().min(1).max(200), options),
  to,
})

function field(
  column: string,
  type: FieldType,
  schema: z.ZodType<Json>,
  { personal = false, readOnly = false, optional = false }: Options,
): Field {
  const isPersonal = personal
  const isReadOnly = readOnly
  return { column, type, schema: optional ? schema.nullable() : schema, isPersonal, isReadOnly }
}
