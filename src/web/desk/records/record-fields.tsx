import type { Schemas } from '../../shared/api-types.ts'
import { EditableField } from './editable-field.tsx'
import type { FieldKind } from './field-input.tsx'
import type { Opened } from './use-record.ts'
import type { Value } from './value.ts'

type Named = Schemas['RecordSettings']['agents'][number]

export type ShownField = {
  readonly field: string
  readonly name: string
  readonly kind?: FieldKind
  readonly choices?: readonly Named[]
  readonly isOptional?: boolean
  readonly shown?: string
}

/** The fields of a record, each changed where it stands. */
export function RecordFields<T extends { readonly version: number }>({
  opened,
  fields,
}: {
  opened: Opened<T>
  fields: readonly ShownField[]
}) {
  const record = opened.record as Readonly<Record<string, Value>> | null
  if (!record) return null
  return (
    <dl class="facts">
      {fields.map((field) => (
        <EditableField
          key={field.field}
          {...field}
          value={record[field.field] ?? null}
          save={(value, version) => opened.save({ [field.field]: value }, version)}
          reload={opened.load}
        />
      ))}
    </dl>
  )
}
