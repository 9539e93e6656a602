import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Schemas } from '../../shared/api-types.ts'
import { Refusal } from '../../shared/call.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { FieldInput, type FieldKind } from './field-input.tsx'
import { conflictOf, type Conflict } from './use-record.ts'
import type { Value } from './value.ts'
import { words } from './words.ts'

type Named = Schemas['RecordSettings']['agents'][number]

type Props = {
  /** The field's name in the API, as refusals name it. */
  readonly field: string
  readonly name: string
  readonly value: Value
  /** The value in words; itself when absent. */
  readonly shown?: string
  readonly kind?: FieldKind
  readonly choices?: readonly Named[]
  /** Whether it may be nothing. */
  readonly isOptional?: boolean
  readonly save: (value: Value, version?: number) => Promise<void>
  readonly reload: () => Promise<void>
}

/** A field that is changed where it stands: Enter saves, Escape leaves it as it was. */
export function EditableField(props: Props) {
  const { field, name, value, kind = 'text', save, reload } = props
  const w = words.value
  const isOpen = useSignal(false)
  const isSaving = useSignal(false)
  const draft = useSignal<Value>(value)
  const refusal = useSignal<string | null>(null)
  const conflict = useSignal<Conflict | null>(null)
  const button = useRef<HTMLButtonElement>(null)

  const open = () => {
    draft.value = value
    refusal.value = null
    isOpen.value = true
  }
  const close = () => {
    isOpen.value = false
    conflict.value = null
    refusal.value = null
    requestAnimationFrame(() => button.current?.focus())
  }
  const put = async (version?: number) => {
    isSaving.value = true
    refusal.value = null
    try {
      await save(valueOf(draft.value, props), version)
      close()
    } catch (problem) {
      const found = conflictOf(problem, field)
      // Somebody changed another field: here is nothing to compare.
      if (found && same(found.theirs, value)) return await put(found.version)
      conflict.value = found
      if (!found) refusal.value = problem instanceof Refusal ? problem.message : w.failed
    } finally {
      isSaving.value = false
    }
  }

  if (!mayWrite()) {
    return (
      <div class="fact">
        <dt>{name}</dt>
        <dd>
          <bdi>{shownOf(props) || <span class="faint">{w.none}</span>}</bdi>
        </dd>
      </div>
    )
  }
  if (!isOpen.value) {
    return (
      <div class="fact">
        <dt>{name}</dt>
        <dd>
          <button
            type="button"
            ref={button}
            class="fact-value"
            aria-label={`${w.edit(name)}: ${shownOf(props) || w.none}`}
            onClick={open}
          >
            <bdi>{shownOf(props) || <span class="faint">{w.none}</span>}</bdi>
          </button>
        </dd>
      </div>
    )
  }
  return (
    <div class="fact fact-open">
      <dt>{name}</dt>
      <dd>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void put()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            close()
          }}
        >
          <FieldInput
            {...props}
            kind={kind}
            draft={draft.value}
            onDraft={(to) => (draft.value = to)}
          />
          {conflict.value && (
            <div class="conflict" role="alert">
              <p>{w.conflict}</p>
              <dl>
                <dt>{w.theirs}</dt>
                <dd>
                  <bdi>{textOf(conflict.value.theirs, props) || w.none}</bdi>
                </dd>
                <dt>{w.yours}</dt>
                <dd>
                  <bdi>{textOf(conflict.value.yours, props) || w.none}</bdi>
                </dd>
              </dl>
              <p class="row">
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    close()
                    void reload()
                  }}
                >
                  {w.takeTheirs}
                </button>
                <button
                  type="button"
                  class="button button-main"
                  onClick={() => void put(conflict.value?.version)}
                >
                  {w.saveYours}
                </button>
              </p>
            </div>
          )}
          <Notice says={refusal.value} />
          {!conflict.value && (
            <p class="row">
              <button type="submit" class="button button-main" disabled={isSaving.value}>
                {w.save}
              </button>
              <button type="button" class="button" onClick={close}>
                {w.cancel}
              </button>
            </p>
          )}
        </form>
      </dd>
    </div>
  )
}

function valueOf(draft: Value, { kind = 'text', isOptional }: Props): Value {
  const text = String(draft ?? '')
  if (text === '' && (isOptional || kind === 'number' || kind === 'date')) return null
  if (kind === 'number') return Number(text)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'time') return new Date(text).toISOString()
  return text
}

const shownOf = (props: Props): string => props.shown ?? textOf(props.value, props)

function textOf(value: Value, { kind, choices = [] }: Props): string {
  const w = words.value
  if (value === null) return ''
  if (kind === 'boolean') return value ? w.yes : w.no
  if (kind === 'choice') return choices.find(({ id }) => id === value)?.name ?? String(value)
  return String(value)
}

const same = (one: Value, other: Value): boolean => (one ?? '') === (other ?? '')
