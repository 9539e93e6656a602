import { useSignal } from '@preact/signals'
import { Refusal, send } from '../../shared/call.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { words } from './words.ts'

export type FormField = {
  readonly field: string
  readonly name: string
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'datetime-local' | 'checkbox'
  readonly choices?: readonly { readonly id: string; readonly name: string }[]
  readonly isNeeded?: boolean
}

/** A button that opens a small form, for who may write; what it makes is handed on. */
export function MakeForm<T>({
  title,
  path,
  fields,
  also = {},
  onMade,
}: {
  title: string
  path: string
  fields: readonly FormField[]
  /** What is sent besides. */
  also?: Readonly<Record<string, unknown>>
  onMade: (made: T) => void
}) {
  const w = words.value
  const isOpen = useSignal(false)
  const refusal = useSignal<string | null>(null)
  if (!mayWrite()) return null
  if (!isOpen.value) {
    return (
      <button type="button" class="button" onClick={() => (isOpen.value = true)}>
        {title}
      </button>
    )
  }
  const close = () => {
    isOpen.value = false
    refusal.value = null
  }
  const submit = async (form: HTMLFormElement) => {
    try {
      const made = await send<T>('POST', path, { ...valuesOf(form, fields), ...also })
      close()
      onMade(made)
    } catch (problem) {
      refusal.value = problem instanceof Refusal ? problem.message : w.failed
    }
  }
  return (
    <form
      class="make-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        void submit(event.currentTarget)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      {fields.map(({ field, name, type = 'text', choices, isNeeded }, i) => (
        <label key={field} class={type === 'checkbox' ? 'row' : 'field'}>
          {type !== 'checkbox' && name}
          {choices ? (
            <select name={field}>
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.name}
                </option>
              ))}
            </select>
          ) : (
            <input
              name={field}
              {...({ type } as { type: 'text' })}
              required={isNeeded}
              ref={i === 0 ? focus : null}
            />
          )}
          {type === 'checkbox' && name}
        </label>
      ))}
      <Notice says={refusal.value} />
      <p class="row">
        <button type="submit" class="button button-main">
          {w.save}
        </button>
        <button type="button" class="button" onClick={close}>
          {w.cancel}
        </button>
      </p>
    </form>
  )
}

/** Once, when it appears: the function stays the same. */
const focus = (box: HTMLElement | null): void => box?.focus()

/** What was left empty is not sent. */
function valuesOf(form: HTMLFormElement, fields: readonly FormField[]): Record<string, unknown> {
  const data = new FormData(form)
  return Object.fromEntries(
    fields.flatMap(({ field, type }): [string, unknown][] => {
      if (type === 'checkbox') return [[field, data.has(field)]]
      const text = data.get(field)
      if (typeof text !== 'string' || text === '') return []
      return [[field, type === 'datetime-local' ? new Date(text).toISOString() : text]]
    }),
  )
}
