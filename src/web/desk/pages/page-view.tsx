import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { pageAddress } from '../state.ts'
import { words } from '../words.ts'
import type { Page, PageProps } from './page.ts'
import './page-view.css'

/** The open page, in place of the inbox. */
export function PageView({ page }: { page: Page }) {
  const w = words.value
  const loaded = useSignal<{ readonly of: Page; readonly view: ComponentType<PageProps> } | null>(
    null,
  )
  const hasFailed = useSignal(false)
  const load = () => {
    hasFailed.value = false
    page.load().then(
      ({ default: view }) => (loaded.value = { of: page, view }),
      // The server may have newer files than this page knows of, or be away.
      () => (hasFailed.value = true),
    )
  }
  useEffect(load, [page])
  const Shown = loaded.value?.of === page ? loaded.value.view : null
  return (
    <main class="page" id="page" tabIndex={-1} aria-label={w.pageNames[page.name]}>
      {Shown ? (
        <Shown {...pageAddress.value} />
      ) : hasFailed.value ? (
        <div class="empty">
          <h2>{w.problem}</h2>
          <button type="button" class="button" onClick={load}>
            {w.retry}
          </button>
        </div>
      ) : (
        <p class="desk-loading">{w.loading}</p>
      )}
    </main>
  )
}
