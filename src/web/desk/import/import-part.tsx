import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { apiCall } from '../api-call.ts'
import { Notice } from '../notice.tsx'
import { ImportForm } from './import-form.tsx'
import type { ImportSummary } from './import-wire.ts'
import { ImportView } from './import-view.tsx'
import { StatusTag } from './status-tag.tsx'
import { importWords } from './words.ts'
import './import.css'

/** `#/settings/import`, and `#/settings/import/I-…` of one. */
export function ImportPart({ id }: { id: string | undefined }) {
  return id === undefined ? <ImportList /> : <ImportView key={id} id={id} />
}

function ImportList() {
  const w = importWords.value
  const imports = useSignal<readonly ImportSummary[] | null>(null)
  const problem = useSignal<string | null>(null)
  useEffect(() => {
    apiCall<{ items: readonly ImportSummary[] }>('GET', '/imports').then(
      ({ items }) => (imports.value = items),
      (error: Error) => (problem.value = error.message),
    )
  }, [])
  return (
    <div class="import">
      <p class="import-help">{w.help}</p>
      <ImportForm />
      <h3>{w.earlier}</h3>
      <Notice says={problem.value} />
      {!imports.value && !problem.value && <p>{w.loading}</p>}
      {imports.value?.length === 0 && <p>{w.none}</p>}
      <ul class="import-list">
        {imports.value?.map((one) => (
          <li key={one.id}>
            <a href={`#/settings/import/${one.id}`}>
              <bdi>{one.fileName}</bdi>
            </a>{' '}
            <span class="tag">{w.kinds[one.kind]}</span> <StatusTag status={one.status} />
            <p>
              {new Date(one.at).toLocaleString()} · <bdi>{one.by}</bdi>
              {one.done > 0 && ` · ${w.outcome(one.made, one.changed, one.refused)}`}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
