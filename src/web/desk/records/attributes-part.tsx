import type { Schemas } from '../../shared/api-types.ts'
import { language } from '../../shared/language.ts'
import { EditableField } from './editable-field.tsx'
import type { FieldKind } from './field-input.tsx'
import { Part } from './part.tsx'
import { recordSettings } from './settings.ts'
import type { Opened } from './use-record.ts'
import type { Value } from './value.ts'
import { words } from './words.ts'

type Attribute = Schemas['RecordSettings']['attributes'][number]

type WithAttributes = {
  readonly version: number
  readonly attributes: Readonly<Record<string, Value>>
}

/** The fields of the team's own; nothing when none is declared. */
export function AttributesPart<T extends WithAttributes>({
  opened,
  of,
}: {
  opened: Opened<T>
  of: Attribute['of']
}) {
  const declared = recordSettings.value.attributes.filter((attribute) => attribute.of === of)
  if (!opened.record || declared.length === 0) return null
  const { attributes } = opened.record
  return (
    <Part title={words.value.parts.attributes}>
      <dl class="facts">
        {declared.map(({ name, type, label, choices }) => (
          <EditableField
            key={name}
            field={`attributes.${name}`}
            name={label[language.value]}
            value={attributes[name] ?? null}
            kind={type satisfies FieldKind}
            choices={choices.map((choice) => ({ id: choice, name: choice }))}
            isOptional
            save={(value, version) => opened.save({ attributes: { [name]: value } }, version)}
            reload={opened.load}
          />
        ))}
      </dl>
    </Part>
  )
}
