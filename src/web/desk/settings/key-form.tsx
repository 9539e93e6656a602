import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Role } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import type { paths, Schemas } from '../../shared/api-types.ts'
import { words } from '../words.ts'
import { RoleSelect } from './role-select.tsx'
import { useTry } from './use-try.ts'

type NewKey = paths['/keys']['post']['requestBody']['content']['application/json']
type Scope = NewKey['scopes'][number]

export function KeyForm({
  scopes,
  onMade,
}: {
  scopes: readonly string[]
  onMade: (secret: string) => void
}) {
  const w = words.value
  const name = useSignal('')
  const role = useSignal<Role>('agent')
  const team = useSignal<string | null>(null)
  const teams = useSignal<readonly Schemas['Team'][]>([])
  const days = useSignal('365')
  const chosen = useSignal<readonly string[]>([])
  const { problem, tryTo } = useTry()
  useEffect(() => tryTo(async () => (teams.value = (await told(api.GET('/teams'))).items)), [])

  const submit = (event: Event) => {
    event.preventDefault()
    tryTo(async () => {
      const body: NewKey = {
        name: name.value,
        role: role.value,
        team: team.value,
        scopes: chosen.value as Scope[],
        expiresAt: days.value === '' ? null : inDays(Number(days.value)),
      }
      onMade((await told(api.POST('/keys', { body }))).secret)
      name.value = ''
      chosen.value = []
    })
  }
  const toggle = (scope: string) => {
    chosen.value = chosen.value.includes(scope)
      ? chosen.value.filter((one) => one !== scope)
      : [...chosen.value, scope]
  }

  return (
    <form class="invite" onSubmit={submit}>
      <h3>{w.newKey}</h3>
      {problem.value && (
        <p class="notice" role="alert">
          {problem.value}
        </p>
      )}
      <div class="invite-fields">
        <label class="field">
          {w.name}
          <input
            required
            maxLength={80}
            value={name.value}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {w.role}
          <RoleSelect value={role.value} onChoose={(one) => (role.value = one)} />
        </label>
        <label class="field">
          {w.team}
          <select
            value={team.value ?? ''}
            onChange={({ currentTarget }) => (team.value = currentTarget.value || null)}
          >
            <option value="">{w.noTeam}</option>
            {teams.value.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {w.expires}
          <select
            value={days.value}
            onChange={({ currentTarget }) => (days.value = currentTarget.value)}
          >
            {['30', '90', '365'].map((count) => (
              <option key={count} value={count}>
                {w.inDays(Number(count))}
              </option>
            ))}
            <option value="">{w.never}</option>
          </select>
        </label>
      </div>
      <fieldset class="key-scopes">
        <legend>{w.scopes}</legend>
        {scopes.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={chosen.value.includes(scope)}
              onChange={() => toggle(scope)}
            />
            {scope}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button button-main" disabled={chosen.value.length === 0}>
        {w.create}
      </button>
    </form>
  )
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
