import { useSignal } from '@preact/signals'
import type { Opportunity, SalesBoard } from '../../../server/wire.ts'
import { post, send } from '../../shared/call.ts'
import { Dialog } from '../../shared/dialog.tsx'
import { useFetched } from '../fetched.ts'
import { Notice } from '../notice.tsx'
import { me } from '../state.ts'
import { OpportunityForm, type Draft } from './opportunity-form.tsx'
import { OpportunityHistory } from './opportunity-history.tsx'
import { words } from './words.ts'

/** A new opportunity, or one that there is with its history. */
export function OpportunityDialog(props: {
  id: string | null
  stages: SalesBoard['stages']
  /** To be moved to, once it is saved. */
  stage: string | null
  onClose: () => void
}) {
  const w = words.value
  const { id, stages, stage, onClose } = props
  const known = useFetched<Opportunity>(id && `/api/v1/opportunities/${encodeURIComponent(id)}`)
  const problem = useSignal<string | null>(null)
  const isLeader = ['admin', 'supervisor'].includes(me.value?.role ?? '')

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    problem.value = null
    try {
      await work()
      onClose()
    } catch (refusal) {
      problem.value = (refusal as Error).message
    }
  }
  const save = (draft: Draft) =>
    attempt(() =>
      known.value
        ? send('PATCH', `/api/v1/opportunities/${known.value.id}`, draft, known.value.version)
        : post('/api/v1/opportunities', draft),
    )

  return (
    <Dialog
      title={id ? (known.value?.title ?? id) : w.newOpportunity}
      close={w.close}
      onClose={onClose}
    >
      <Notice says={problem.value ?? known.problem} />
      {(id === null || known.value) && (
        <OpportunityForm
          key={known.value?.version}
          known={known.value}
          stages={stages}
          stage={stage}
          onSave={(draft) => void save(draft)}
        />
      )}
      {id && known.value && (
        <>
          <OpportunityHistory id={id} stages={stages} />
          {isLeader && (
            <button
              type="button"
              class="button"
              onClick={() => {
                if (!window.confirm(w.confirmRemove)) return
                void attempt(() => send('DELETE', `/api/v1/opportunities/${id}`))
              }}
            >
              {w.remove}
            </button>
          )}
        </>
      )}
    </Dialog>
  )
}
