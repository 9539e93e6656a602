import { useSignal } from '@preact/signals'
import type { SearchGroup } from '../../server/wire.ts'
import { ask, found, refusal, searching, seek, showMore } from './found.ts'
import { SearchHit } from './search-hit.tsx'
import { words } from './words.ts'

/** What was found, by kind; what to type before anything was, and why nothing is there. */
export function SearchResults({ showCustomer }: { showCustomer: (id: string) => void }) {
  const w = words.value
  const state = searching.value
  const count = found.value.reduce((sum, { hits }) => sum + hits.length, 0)
  return (
    <>
      <p class="visually-hidden" role="status">
        {state === 'done' && w.searchFound(count)}
      </p>
      {state === 'idle' && <Examples />}
      {state === 'failed' && (
        <p class="notice" role="alert">
          {refusal.value ?? w.searchFailed}{' '}
          {refusal.value === null && (
            <button type="button" class="button" onClick={() => void ask()}>
              {w.retry}
            </button>
          )}
        </p>
      )}
      {state === 'done' && count === 0 && (
        <div class="search-nothing">
          <h3>{w.searchNothing}</h3>
          <p>{w.searchNothingHelp}</p>
        </div>
      )}
      {found.value.map((group) => (
        <Group key={group.kind} group={group} showCustomer={showCustomer} />
      ))}
      {state === 'searching' && count === 0 && <p class="desk-loading">{w.searching}</p>}
    </>
  )
}

function Group({
  group: { kind, hits, next },
  showCustomer,
}: {
  group: SearchGroup
  showCustomer: (id: string) => void
}) {
  const w = words.value
  const hasFailed = useSignal(false)
  const more = () => {
    hasFailed.value = false
    showMore(kind).catch(() => (hasFailed.value = true))
  }
  return (
    <section class="search-group" aria-label={w.searchKinds[kind]}>
      <h3>{w.searchKinds[kind]}</h3>
      <ul>
        {hits.map((hit) => (
          <SearchHit key={hit.ref} hit={hit} showCustomer={showCustomer} />
        ))}
      </ul>
      {next && (
        <button type="button" class="button button-plain search-more" onClick={more}>
          {hasFailed.value ? w.retry : w.searchMore(w.searchKinds[kind])}
        </button>
      )}
    </section>
  )
}

/** What the box understands, each a click away. */
function Examples() {
  const w = words.value
  const take = (example: string) => {
    seek(example)
    // The example goes with the click, and the focus would go with it.
    document.querySelector<HTMLElement>('.search-box')?.focus()
  }
  return (
    <div class="search-examples">
      <p>{w.searchHelp}</p>
      <ul>
        {w.searchExamples.split(' · ').map((example) => (
          <li key={example}>
            <button type="button" class="button" onClick={() => take(example)}>
              <code>{example}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
