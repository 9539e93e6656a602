import type { ComponentChildren } from 'preact'
import type { List } from './use-list.ts'
import { words } from './words.ts'

/** What stands around every list: nothing yet, nothing at all, more, or a failure. */
export function ListFrame<T>({ list, children }: { list: List<T>; children: ComponentChildren }) {
  const w = words.value
  const { items, next, state, more, reload } = list
  return (
    <>
      {items.length > 0 && children}
      {items.length === 0 && state === 'ready' && <p class="records-none">{w.nothing}</p>}
      {state === 'loading' && <p class="records-none">{w.loading}</p>}
      {state === 'failed' && (
        <p class="notice row" role="alert">
          {w.failed}
          <button type="button" class="button" onClick={items.length > 0 ? more : reload}>
            {w.retry}
          </button>
        </p>
      )}
      {state === 'ready' && next && (
        <p>
          <button type="button" class="button" onClick={more}>
            {w.more}
          </button>
        </p>
      )}
    </>
  )
}
