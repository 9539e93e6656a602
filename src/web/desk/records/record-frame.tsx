import type { ComponentChildren } from 'preact'
import type { Opened } from './use-record.ts'
import { words } from './words.ts'

/** What stands around a record that is not there yet, or not at all. */
export function RecordFrame<T>({
  opened: { record, state, load },
  back,
  children,
}: {
  opened: Opened<T>
  back: string
  children: ComponentChildren
}) {
  const w = words.value
  return (
    <div class="records">
      <p>
        <a class="button" href={back}>
          ‹ {w.back}
        </a>
      </p>
      {record !== null && children}
      {record === null && state === 'loading' && <p class="records-none">{w.loading}</p>}
      {state === 'not-found' && <p class="records-none">{w.notFound}</p>}
      {state === 'failed' && (
        <p class="notice row" role="alert">
          {w.failed}
          <button type="button" class="button" onClick={() => void load()}>
            {w.retry}
          </button>
        </p>
      )}
    </div>
  )
}
