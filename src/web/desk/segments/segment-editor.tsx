import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Filter, Segment, SegmentFields } from '../../../server/wire.ts'
import { post, send } from '../../shared/call.ts'
import { useFetched } from '../fetched.ts'
import { Notice } from '../notice.tsx'
import { pageLink } from '../place.ts'
import { mayWrite } from '../may-write.ts'
import { words } from '../sales/words.ts'
import { GroupEditor } from './group-editor.tsx'
import { LiveCount } from './live-count.tsx'

/** Builds a filter, with the number of those whom it finds beside it. */
export function SegmentEditor({ id }: { id: string | null }) {
  const w = words.value
  const fields = useFetched<SegmentFields>('/api/v1/segments/fields')
  const known = useFetched<Segment>(id && `/api/v1/segments/${encodeURIComponent(id)}`)
  const name = useSignal('')
  const filter = useSignal<Filter>({ all: [] })
  const problem = useSignal<string | null>(null)
  const isSaved = useSignal(false)

  useEffect(() => {
    if (!known.value) return
    name.value = known.value.name
    filter.value = known.value.filter
  }, [known.value])

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    problem.value = null
    isSaved.value = false
    try {
      await work()
    } catch (refusal) {
      problem.value = (refusal as Error).message
    }
  }
  const save = () =>
    attempt(async () => {
      const body = { name: name.value, filter: filter.value }
      if (known.value) {
        await send('PATCH', `/api/v1/segments/${known.value.id}`, body, known.value.version)
        await known.load()
      } else {
        const made = await post<Segment>('/api/v1/segments', body)
        location.hash = pageLink('campaigns', ['segments', made.id])
      }
      isSaved.value = true
    })
  const remove = () =>
    attempt(async () => {
      if (!window.confirm(w.confirmRemove)) return
      await send('DELETE', `/api/v1/segments/${known.value?.id}`)
      location.hash = pageLink('campaigns', ['segments'])
    })

  if (!fields.value || (id && !known.value)) {
    return <p class="notice">{fields.problem ?? known.problem}</p>
  }
  return (
    <form
      class="segment"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div class="segment-build">
        <label class="field">
          {w.name}
          <input
            required
            maxLength={200}
            value={name.value}
            onInput={({ currentTarget }) => (name.value = currentTarget.value)}
          />
        </label>
        <GroupEditor
          filter={filter.value}
          fields={fields.value.fields}
          label={w.groupIs}
          onChange={(next) => (filter.value = next)}
        />
        <Notice says={problem.value} />
        <div class="form-line">
          <button class="button button-main">{w.save}</button>
          {known.value && (
            <button type="button" class="button" onClick={() => void remove()}>
              {w.remove}
            </button>
          )}
          <span role="status">{isSaved.value && w.saved}</span>
        </div>
      </div>
      {mayWrite() && <LiveCount filter={filter.value} />}
    </form>
  )
}
