import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { apiCall } from '../api-call.ts'
import { Notice } from '../notice.tsx'
import type { Merge, Proposal } from './duplicate-wire.ts'
import { MergeList } from './merge-list.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { duplicateWords } from './words.ts'
import './duplicates.css'

type Listed = {
  readonly items: readonly Proposal[]
  readonly progress: object | null
  readonly problem: string | null
}

/** `#/settings/duplicates`: customers who may be one, side by side, and those that became one. */
export function DuplicatesPart() {
  const w = duplicateWords.value
  const listed = useSignal<Listed | null>(null)
  const merges = useSignal<readonly Merge[]>([])
  const problem = useSignal<string | null>(null)

  const tryTo = (work: () => Promise<unknown>) => {
    problem.value = null
    work()
      .then(load)
      .catch((error: Error) => (problem.value = error.message))
  }
  const load = async () => {
    listed.value = await apiCall<Listed>('GET', '/duplicates')
    merges.value = (await apiCall<{ items: readonly Merge[] }>('GET', '/merges')).items
  }
  useEffect(() => tryTo(() => Promise.resolve()), [])
  const isSearching = listed.value?.progress != null
  useEffect(() => {
    if (!isSearching) return
    const timer = setInterval(() => tryTo(() => Promise.resolve()), 1_000)
    return () => clearInterval(timer)
  }, [isSearching])

  const trouble = problem.value ?? listed.value?.problem
  return (
    <div class="duplicates">
      <p class="duplicates-help">{w.help}</p>
      <p>
        <button
          type="button"
          class="button"
          disabled={isSearching}
          onClick={() => tryTo(() => apiCall('POST', '/duplicates/search', {}))}
        >
          {isSearching ? w.searching : w.search}
        </button>
      </p>
      <Notice says={trouble} />
      {!listed.value && !trouble && <p>{w.loading}</p>}
      {listed.value?.items.length === 0 && !isSearching && <p>{w.none}</p>}
      {listed.value?.items.map((proposal) => (
        <ProposalCard
          key={`${proposal.a.id} ${proposal.b.id}`}
          proposal={proposal}
          onMerge={(merge) => tryTo(() => apiCall('POST', '/merges', merge))}
          onDifferent={() =>
            tryTo(() =>
              apiCall('POST', '/duplicates/different', { a: proposal.a.id, b: proposal.b.id }),
            )
          }
        />
      ))}
      <MergeList merges={merges.value} tryTo={tryTo} />
    </div>
  )
}
