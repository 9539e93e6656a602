import type { Schemas } from '../../shared/api-types.ts'
import type { Value } from './value.ts'
import { words } from './words.ts'

type Named = Schemas['RecordSettings']['agents'][number]

export type FieldKind =
  'text' | 'long' | 'email' | 'tel' | 'number' | 'date' | 'time' | 'choice' | 'boolean'

/** The box in which a field is written, with the focus in it as it appears. */
export function FieldInput({
  name,
  kind,
  choices = [],
  isOptional,
  draft,
  onDraft,
}: {
  name: string
  kind: FieldKind
  choices?: readonly Named[]
  isOptional?: boolean
  draft: Value
  onDraft: (to: Value) => void
}) {
  const w = words.value
  const text = String(draft ?? '')
  if (kind === 'boolean' || kind === 'choice') {
    const options =
      kind === 'boolean'
        ? [
            { id: 'true', name: w.yes },
            { id: 'false', name: w.no },
          ]
        : choices
    return (
      <select
        ref={focus}
        aria-label={name}
        value={text}
        onChange={(event) => onDraft(event.currentTarget.value)}
      >
        {(isOptional || text === '') && <option value="">{w.none}</option>}
        {options.map(({ id, name: shown }) => (
          <option key={id} value={id}>
            {shown}
          </option>
        ))}
      </select>
    )
  }
  if (kind === 'long') {
    return (
      <textarea
        ref={focus}
        aria-label={name}
        rows={5}
        value={text}
        onInput={(event) => onDraft(event.currentTarget.value)}
      />
    )
  }
  return (
    <input
      ref={focus}
      {...typeOf(kind)}
      step={kind === 'number' ? 'any' : undefined}
      aria-label={name}
      value={kind === 'time' ? localTime(text) : text}
      onInput={(event) => onDraft(event.currentTarget.value)}
    />
  )
}

/** Once, when it appears: the function stays the same. */
const focus = (box: HTMLElement | null): void => box?.focus()

/** Preact's types know each type of a box by itself, but no choice among them. */
const typeOf = (kind: FieldKind) =>
  ({ type: kind === 'time' ? 'datetime-local' : kind }) as { type: 'text' }

/** In the clock of this machine, as the browser's box wants it. */
function localTime(at: string): string {
  if (!at) return ''
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
