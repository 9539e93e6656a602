import { useSignal } from '@preact/signals'
import { apiCall } from '../api-call.ts'
import type { Merge } from './duplicate-wire.ts'
import { duplicateWords } from './words.ts'

type Props = {
  readonly merges: readonly Merge[]
  readonly tryTo: (work: () => Promise<unknown>) => void
}

/** Who became part of whom, each with the way back. */
export function MergeList({ merges, tryTo }: Props) {
  const w = duplicateWords.value
  const left = useSignal<readonly string[]>([])
  const undo = async (id: string) => {
    left.value = (await apiCall<{ left: readonly string[] }>('POST', `/merges/${id}/undo`, {})).left
  }
  return (
    <section>
      <h3>{w.merges}</h3>
      {left.value.length > 0 && <p role="status">{w.left(left.value.join(', '))}</p>}
      {merges.length === 0 && <p>{w.noMerges}</p>}
      <ul class="merge-list">
        {merges.map(({ id, kept, gone, name, by, at, undoneAt }) => (
          <li key={id}>
            <span>
              {w.became(gone, name ? `${name} (${kept})` : kept)} · {new Date(at).toLocaleString()}{' '}
              · <bdi>{by}</bdi>
            </span>
            {undoneAt ? (
              <span class="tag">{w.undone}</span>
            ) : (
              <button
                type="button"
                class="button"
                aria-label={`${w.undo}: ${w.became(gone, kept)}`}
                onClick={() => tryTo(() => undo(id))}
              >
                {w.undo}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
