import { z } from 'zod'
import type { Json } from '../../conversation.ts'
import type { Field } from '../../crm/records/field.ts'
import type { RecordShape } from '../../crm/records/record-shape.ts'

/** The fields of a kind of record that may be written, each may be left out. */
export function writableOf({ fields }: RecordShape) {
  const writable = Object.entries(fields).filter(([, field]) => !field.isReadOnly)
  return Object.fromEntries(
    writable.map(([name, field]) => [name, field.schema.optional()]),
  ) as Record<string, z.ZodOptional<z.ZodType<Json>>>
}

/** The fields of a kind of record as they are answered. */
export function answeredOf({ fields }: RecordShape) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, answered(field)]),
  ) as Record<string, z.ZodType<Json>>
}

function answered({ type, schema }: Field): z.ZodType<Json> {
  const isOptional = schema.safeParse(null).success
  const plain = type === 'boolean' ? z.boolean() : type === 'integer' ? z.number() : z.string()
  return isOptional ? plain.nullable() : plain
}

/** Without what was not sent. */
export function sent(fields: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}
