import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Role } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import type { paths, Schemas } from '../../shared/api-types.ts'
import { Notice } from '../notice.tsx'
import { SelectField } from '../select-field.tsx'
import { TextField } from '../text-field.tsx'
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
      <Notice says={problem.value} />
      <div class="invite-fields">
        <TextField label={w.name} value={name.value} onInput={(one) => (name.value = one)} />
        <label class="field">
          {w.role}
          <RoleSelect value={role.value} onChoose={(one) => (role.value = one)} />
        </label>
        <SelectField
          label={w.team}
          value={team.value ?? ''}
          choices={[['', w.noTeam], ...teams.value.map(({ id, name }) => [id, name] as const)]}
          onChoose={(one) => (team.value = one || null)}
        />
        <SelectField
          label={w.expires}
          value={days.value}
          choices={[
            ...['30', '90', '365'].map((count) => [count, w.inDays(Number(count))] as const),
            ['', w.never],
          ]}
          onChoose={(one) => (days.value = one)}
        />
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
