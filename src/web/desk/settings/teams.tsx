import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Me } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import type { Schemas } from '../../shared/api-types.ts'
import { Notice } from '../notice.tsx'
import { words } from '../words.ts'
import { useTry } from './use-try.ts'
import './teams.css'

/** The teams and who is in them; administrators make and change them. */
export function Teams({ me }: { me: Me }) {
  const w = words.value
  const teams = useSignal<readonly Schemas['Team'][] | null>(null)
  const agents = useSignal<readonly Schemas['Colleague'][]>([])
  const name = useSignal('')
  const { problem, tryTo } = useTry()
  const isAdmin = me.role === 'admin'

  const load = async () => {
    const [theirs, colleagues] = await Promise.all([
      told(api.GET('/teams')),
      told(api.GET('/agents')),
    ])
    teams.value = theirs.items
    agents.value = colleagues.items
  }
  useEffect(() => tryTo(load), [])
  const thenLoad = (asked: () => Promise<unknown>) =>
    tryTo(async () => {
      await asked()
      await load()
    })
  const nameOf = (id: string) => agents.value.find((agent) => agent.id === id)?.name ?? id
  const move = (method: 'PUT' | 'DELETE', id: string, agent: string) => {
    const params = { params: { path: { id, agent } } }
    const path = '/teams/{id}/members/{agent}'
    thenLoad(() => told(method === 'PUT' ? api.PUT(path, params) : api.DELETE(path, params)))
  }
  const create = (event: Event) => {
    event.preventDefault()
    thenLoad(async () => {
      await told(api.POST('/teams', { body: { name: name.value } }))
      name.value = ''
    })
  }

  return (
    <>
      <Notice says={problem.value} />
      {!teams.value && !problem.value && <p>{w.loading}</p>}
      {teams.value?.length === 0 && <p class="settings-help">{w.noTeams}</p>}
      {teams.value?.map((team) => (
        <section key={team.id} class="team" aria-label={team.name}>
          <h3>
            <bdi>{team.name}</bdi>
          </h3>
          <ul>
            {team.members.map((agent) => (
              <li key={agent} class="tag">
                <bdi>{nameOf(agent)}</bdi>
                {isAdmin && (
                  <button
                    type="button"
                    aria-label={w.takeOut(nameOf(agent), team.name)}
                    onClick={() => move('DELETE', team.id, agent)}
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
          </ul>
          {isAdmin && (
            <div class="team-change">
              <select
                aria-label={w.addTo(team.name)}
                value=""
                onChange={({ currentTarget }) => move('PUT', team.id, currentTarget.value)}
              >
                <option value="" disabled>
                  {w.addMember}
                </option>
                {agents.value
                  .filter(({ id, isDisabled }) => !isDisabled && !team.members.includes(id))
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </select>
              <button
                type="button"
                class="button"
                aria-label={`${w.remove}: ${team.name}`}
                onClick={() =>
                  confirm(w.removeTeam(team.name)) &&
                  thenLoad(() =>
                    told(api.DELETE('/teams/{id}', { params: { path: { id: team.id } } })),
                  )
                }
              >
                {w.remove}
              </button>
            </div>
          )}
        </section>
      ))}
      {isAdmin && (
        <form class="team-new" onSubmit={create}>
          <label class="field">
            {w.newTeam}
            <input
              required
              maxLength={80}
              value={name.value}
              onInput={(event) => (name.value = event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button button-main">
            {w.create}
          </button>
        </form>
      )}
    </>
  )
}
