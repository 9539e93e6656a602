import { z } from 'zod'
import type { Json } from '../../conversation.ts'
import type { Changes, Edit } from '../../crm/people/edit.ts'
import type { Attribute } from '../../crm/records/attribute.ts'
import { readDeclared } from '../../crm/records/read-declared.ts'
import type { Call } from './api-route.ts'
import { editOf } from './edit-of.ts'
import { sent } from './record-schema.ts'

const value = z.union([z.string(), z.number(), z.boolean()])

/** The attributes of a record as they are answered. */
export const answeredAttributes = z.record(z.string(), value)

/** As they are changed, beside the fields; null takes one away. */
export const attributesBody = {
  attributes: z.record(z.string(), value.nullable()).optional(),
}

type Body = {
  readonly attributes?: Readonly<Record<string, Json>> | undefined
} & Readonly<Record<string, Json | undefined>>

/** A change of fields and attributes, as the functions that perform it take it. */
export function changesIn(
  call: Call<{ readonly id: string }, unknown, object>,
): [id: string, changes: Changes, declared: readonly Attribute[], edit: Edit] {
  const { attributes = {}, ...set } = call.body as Body
  const { attributes: declared } = readDeclared(call.parley.settings.RECORDS_FILE)
  return [call.params.id, { set: sent(set), attributes }, declared, editOf(call)]
}
