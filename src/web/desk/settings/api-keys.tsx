import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, told } from '../../shared/api.ts'
import type { Schemas } from '../../shared/api-types.ts'
import { day, moment } from '../../shared/times.ts'
import { Notice } from '../notice.tsx'
import { words } from '../words.ts'
import { KeyForm } from './key-form.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useTry } from './use-try.ts'
import './api-keys.css'

type Key = Schemas['ApiKey']

/** The keys of programs: made, shown once, and revoked. */
export function ApiKeys() {
  const w = words.value
  const keys = useSignal<readonly Key[] | null>(null)
  const scopes = useSignal<readonly string[]>([])
  const secret = useSignal<string | null>(null)
  const { problem, tryTo } = useTry()

  const load = async () => {
    const answer = await told(api.GET('/keys'))
    keys.value = answer.items
    scopes.value = answer.scopes
  }
  useEffect(() => tryTo(load), [])
  const revoke = ({ id, name }: Key) => {
    if (!confirm(w.revokeKey(name))) return
    tryTo(async () => {
      await told(api.DELETE('/keys/{id}', { params: { path: { id } } }))
      await load()
    })
  }

  return (
    <>
      <p class="settings-help">
        {w.keysHelp} <a href="/api/docs">{w.apiDocs}</a>
      </p>
      <Notice says={problem.value} />
      {!keys.value && !problem.value && <p>{w.loading}</p>}
      <ul class="api-keys">
        {keys.value?.map((key) => (
          <li key={key.id}>
            <div>
              <bdi>{key.name}</bdi> <code>…{key.hint}</code>{' '}
              <span class="tag">{w.roles[key.role]}</span>
              {stateOf(key) === 'revoked' && <span class="tag tag-bad">{w.revoked}</span>}
              {stateOf(key) === 'over' && <span class="tag tag-warn">{w.expired}</span>}
              <p>{key.scopes.join(' · ')}</p>
              <p>
                {key.usedAt ? w.usedAt(moment(key.usedAt)) : w.neverUsed}
                {key.expiresAt && ` · ${w.expiresAt(day(key.expiresAt))}`}
              </p>
            </div>
            {stateOf(key) === 'works' && (
              <button
                type="button"
                class="button"
                aria-label={`${w.revoke}: ${key.name}`}
                onClick={() => revoke(key)}
              >
                {w.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      <KeyForm
        scopes={scopes.value}
        onMade={(made) => {
          secret.value = made
          tryTo(load)
        }}
      />
      {secret.value && <ShownOnce says={w.keySecret} text={secret.value} />}
    </>
  )
}

function stateOf({ revokedAt, expiresAt }: Key): 'works' | 'over' | 'revoked' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'over' : 'works'
}
