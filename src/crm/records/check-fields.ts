import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import type { RecordShape } from './record-shape.ts'

/** The fields as they are stored, trimmed and such. Problem 'invalid' `UnknownField`, `BadField`. */
export function checkFields(
  { kind, fields }: RecordShape,
  set: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const checked: Record<string, Json> = {}
  for (const [name, value] of Object.entries(set)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) {
      throw new Problem(
        'invalid',
        'UnknownField',
        `A ${kind} has no field ${name}. It has ${Object.keys(fields).join(', ')}.`,
      )
    }
    const { success, data, error } = field.schema.safeParse(value)
    if (!success) {
      const why = error.issues.map(({ message }) => message).join('; ')
      throw new Problem(
        'invalid',
        'BadField',
        `${name} of a ${kind} cannot be ${JSON.stringify(value).slice(0, 100)}: ${why}.`,
        { details: { field: name } },
      )
    }
    checked[name] = data
  }
  return checked
}
