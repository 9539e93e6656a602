import type { Filter, SegmentFields } from '../../../server/wire.ts'
import { words } from '../sales/words.ts'
import { ConditionEditor } from './condition-editor.tsx'
import { firstCondition } from './first-condition.ts'
import { filterOf, groupOf, isCondition, type Group } from './group.ts'

/** Conditions and groups of them, joined by all, any or none. */
export function GroupEditor(props: {
  filter: Filter
  fields: SegmentFields['fields']
  label: string
  onChange: (filter: Filter) => void
  onRemove?: () => void
  depth?: number
}) {
  const w = words.value
  const { fields, label, onChange, onRemove, depth = 1 } = props
  const { mode, parts } = groupOf(props.filter)
  const set = (next: Partial<Group>) => onChange(filterOf({ mode, parts, ...next }))
  const put = (at: number, part: Filter) => set({ parts: parts.with(at, part) })
  const drop = (at: number) => set({ parts: parts.filter((_, i) => i !== at) })
  const fresh = firstCondition(fields)
  return (
    <fieldset class="group">
      <legend>
        <label>
          {label}{' '}
          <select
            aria-label={w.groupIs}
            value={mode}
            onChange={({ currentTarget }) => set({ mode: currentTarget.value as Group['mode'] })}
          >
            {(['all', 'any', 'none'] as const).map((one) => (
              <option key={one} value={one}>
                {w.groups[one]}
              </option>
            ))}
          </select>
        </label>
      </legend>
      {parts.length === 0 && <p class="figures-help">{w.everyone}</p>}
      <ul>
        {parts.map((part, i) => (
          // The order is all that a condition is known by.
          <li key={i}>
            {isCondition(part) ? (
              <ConditionEditor
                condition={part}
                fields={fields}
                onChange={(next) => put(i, next)}
                onRemove={() => drop(i)}
              />
            ) : (
              <GroupEditor
                filter={part}
                fields={fields}
                label=""
                depth={depth + 1}
                onChange={(next) => put(i, next)}
                onRemove={() => drop(i)}
              />
            )}
          </li>
        ))}
      </ul>
      <div class="form-line">
        <button type="button" class="button" onClick={() => set({ parts: [...parts, fresh] })}>
          {w.addCondition}
        </button>
        {depth < 4 && (
          <button
            type="button"
            class="button"
            onClick={() => set({ parts: [...parts, { any: [fresh] }] })}
          >
            {w.addGroup}
          </button>
        )}
        {onRemove && (
          <button type="button" class="button button-plain" onClick={onRemove}>
            {w.removeGroup}
          </button>
        )}
      </div>
    </fieldset>
  )
}
