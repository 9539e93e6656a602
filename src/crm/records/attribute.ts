import { z } from 'zod'
import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'

/** A field of a team's own, as it is declared in the records file. */
export type Attribute = {
  readonly name: string
  readonly of: 'customer' | 'company'
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'choice'
  readonly label: { readonly en: string; readonly zh: string }
  /** Of a choice. */
  readonly choices: readonly string[]
}

export type AttributeValue = string | number | boolean

/** The value as the attribute has it. Problem 'invalid' `UnknownField`, `BadField`. */
export function checkAttribute(
  attributes: readonly Attribute[],
  of: Attribute['of'],
  name: string,
  value: Json,
): AttributeValue | null {
  const known = attributes.filter((attribute) => attribute.of === of)
  const attribute = known.find((one) => one.name === name)
  if (!attribute) {
    const names = known.map((one) => one.name).join(', ')
    throw new Problem(
      'invalid',
      'UnknownField',
      `A ${of} has no attribute ${name}. ${names ? `There are ${names}.` : 'None is declared.'}`,
    )
  }
  if (value === null || value === '') return null
  const { success, data } = schemaOf(attribute).safeParse(value)
  if (success) return data
  throw new Problem(
    'invalid',
    'BadField',
    `${name} should be ${wanted(attribute)}, but is ${JSON.stringify(value).slice(0, 100)}.`,
    { details: { field: `attributes.${name}` } },
  )
}

function schemaOf({ type, choices }: Attribute): z.ZodType<AttributeValue> {
  switch (type) {
    case 'text':
      return z.string().trim().min(1).max(2_000)
    case 'number':
      return z.number()
    case 'date':
      return z.iso.date()
    case 'boolean':
      return z.boolean()
    case 'choice':
      return z.enum(choices as [string, ...string[]])
  }
}

function wanted({ type, choices }: Attribute): string {
  if (type === 'choice') return `one of ${choices.join(', ')}`
  if (type === 'date') return 'a date such as 2026-11-20'
  if (type === 'boolean') return 'true or false'
  return type === 'number' ? 'a number' : 'a text of at most 2000 characters'
}
