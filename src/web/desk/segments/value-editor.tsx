import type { Condition, SegmentFields } from '../../../server/wire.ts'
import { words } from '../sales/words.ts'

type Value = NonNullable<Condition['value']>

/** The value of a condition, as its field and comparison have it. */
export function ValueEditor(props: {
  field: SegmentFields['fields'][number]
  value: Value
  onChange: (value: Value) => void
}) {
  const w = words.value
  const { field, value, onChange } = props
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? (
      <>
        {[0, 1].map((at) => (
          <NumberInput
            key={at}
            label={at === 0 ? w.value : w.valueTo}
            value={Number(value[at])}
            isMoney={field.type === 'money'}
            onChange={(next) => onChange((value as number[]).with(at, next))}
          />
        ))}
      </>
    ) : (
      <input
        aria-label={`${w.value}. ${w.listHint}`}
        title={w.listHint}
        defaultValue={value.join(', ')}
        onInput={({ currentTarget }) => {
          const list = currentTarget.value.split(/[,，]/).map((one) => one.trim())
          onChange(list.filter((one) => one !== ''))
        }}
      />
    )
  }
  if (typeof value === 'number') {
    return (
      <NumberInput
        label={w.value}
        value={value}
        isMoney={field.type === 'money'}
        onChange={onChange}
      />
    )
  }
  if (field.type === 'time') return <TimeInput value={value} onChange={onChange} />
  if (typeof value === 'boolean') {
    return (
      <select
        aria-label={w.value}
        value={String(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value === 'true')}
      >
        <option value="true">{w.yes}</option>
        <option value="false">{w.no}</option>
      </select>
    )
  }
  const text = typeof value === 'string' ? value : ''
  if (field.choices) {
    return (
      <select
        aria-label={w.value}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {field.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  }
  return (
    <input
      aria-label={w.value}
      value={text}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

function NumberInput(props: {
  label: string
  value: number
  isMoney: boolean
  onChange: (value: number) => void
}) {
  return (
    <input
      class="condition-number"
      type="number"
      min="0"
      step={props.isMoney ? '0.01' : '1'}
      aria-label={props.label}
      value={String(props.value)}
      onInput={({ currentTarget: { value } }) => value !== '' && props.onChange(Number(value))}
    />
  )
}

/** A day, or so many days before today. */
function TimeInput({ value, onChange }: { value: Value; onChange: (value: Value) => void }) {
  const w = words.value
  const daysAgo = typeof value === 'object' && 'daysAgo' in value ? value.daysAgo : null
  return (
    <>
      {daysAgo === null ? (
        <input
          type="date"
          aria-label={w.value}
          value={typeof value === 'string' ? value : ''}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      ) : (
        <NumberInput
          label={w.value}
          value={daysAgo}
          isMoney={false}
          onChange={(days) => onChange({ daysAgo: days })}
        />
      )}
      <select
        aria-label={w.dayOrAgo.day}
        value={daysAgo === null ? 'day' : 'ago'}
        onChange={({ currentTarget }) =>
          onChange(
            currentTarget.value === 'ago' ? { daysAgo: 30 } : new Date().toISOString().slice(0, 10),
          )
        }
      >
        <option value="ago">{w.dayOrAgo.ago}</option>
        <option value="day">{w.dayOrAgo.day}</option>
      </select>
    </>
  )
}
