import type { Condition, Operator, SegmentFields } from '../../../server/wire.ts'
import { words } from '../sales/words.ts'
import { conditionOn, firstValue } from './first-condition.ts'
import { ValueEditor } from './value-editor.tsx'

/** One condition: a field, which of several, within which time, a comparison and a value. */
export function ConditionEditor(props: {
  condition: Condition
  fields: SegmentFields['fields']
  onChange: (condition: Condition) => void
  onRemove: () => void
}) {
  const w = words.value
  const { condition, fields, onChange, onRemove } = props
  const field = fields.find(({ name }) => name === condition.field)
  const { withinDays, ...ever } = condition
  return (
    <div class="condition">
      <select
        aria-label={w.field}
        value={condition.field}
        onChange={({ currentTarget: { value } }) =>
          onChange(conditionOn(fields.find(({ name }) => name === value)!))
        }
      >
        {!field && <option value={condition.field}>{condition.field}</option>}
        {fields.map(({ name }) => (
          <option key={name} value={name}>
            {w.fields[name] ?? name}
          </option>
        ))}
      </select>
      {field?.of && (
        <input
          class="condition-of"
          aria-label={`${w.which}: ${w.fields[field.name] ?? field.name}`}
          value={condition.of ?? ''}
          placeholder={field.of.like}
          onInput={({ currentTarget }) => onChange({ ...condition, of: currentTarget.value })}
        />
      )}
      {field?.isWindowed && (
        <input
          class="condition-number"
          type="number"
          min="1"
          aria-label={w.withinDays}
          title={w.withinDays}
          placeholder={w.ever}
          value={withinDays === undefined ? '' : String(withinDays)}
          onInput={({ currentTarget: { value } }) =>
            onChange(value === '' ? ever : { ...ever, withinDays: Number(value) })
          }
        />
      )}
      <select
        aria-label={w.operator}
        value={condition.is}
        onChange={({ currentTarget: { value } }) => {
          if (!field) return
          const { value: _, ...rest } = condition
          const is = value as Operator
          const next = firstValue(field, is)
          onChange({ ...rest, is, ...(next !== undefined && { value: next }) })
        }}
      >
        {(field?.operators ?? [condition.is]).map((one) => (
          <option key={one} value={one}>
            {w.operators[one]}
          </option>
        ))}
      </select>
      {field && condition.value !== undefined && (
        <ValueEditor
          field={field}
          value={condition.value}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
      <button
        type="button"
        class="button button-plain"
        aria-label={w.removeCondition}
        title={w.removeCondition}
        onClick={onRemove}
      >
        ×
      </button>
    </div>
  )
}
