import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Me } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import type { Schemas } from '../../shared/api-types.ts'
import { Notice } from '../notice.tsx'
import { words } from '../words.ts'
import { InviteForm } from './invite-form.tsx'
import { RoleSelect } from './role-select.tsx'
import { useTry } from './use-try.ts'
import './colleagues.css'

type Colleague = Schemas['Colleague']

/** Who is at the desk, in which role and teams. */
export function Colleagues({ me }: { me: Me }) {
  const w = words.value
  const agents = useSignal<readonly Colleague[] | null>(null)
  const teams = useSignal<readonly Schemas['Team'][]>([])
  const { problem, tryTo } = useTry()
  const isAdmin = me.role === 'admin'

  const load = async () => {
    const [colleagues, theirs] = await Promise.all([
      told(api.GET('/agents')),
      told(api.GET('/teams')),
    ])
    agents.value = colleagues.items
    teams.value = theirs.items
  }
  useEffect(() => tryTo(load), [])
  const change = (id: string, body: { role?: Colleague['role']; isDisabled?: boolean }) =>
    tryTo(async () => {
      await told(api.PATCH('/agents/{id}', { params: { path: { id } }, body }))
      await load()
    })

  return (
    <>
      <Notice says={problem.value} />
      {!agents.value && !problem.value && <p>{w.loading}</p>}
      <ul class="colleagues">
        {agents.value?.map((agent) => (
          <li key={agent.id}>
            <div class="colleague-name">
              <bdi>{agent.name}</bdi> {agent.id === me.id && <span class="tag">{w.you}</span>}
              {agent.isDisabled && <span class="tag tag-bad">{w.disabled}</span>}
              {agent.isInvited && <span class="tag tag-warn">{w.pending}</span>}
              {teams.value
                .filter(({ members }) => members.includes(agent.id))
                .map(({ id, name }) => (
                  <span key={id} class="tag">
                    {name}
                  </span>
                ))}
              {agent.email && <p>{agent.email}</p>}
            </div>
            {isAdmin && agent.id !== me.id ? (
              <>
                <RoleSelect
                  label={`${w.role}: ${agent.name}`}
                  value={agent.role}
                  onChoose={(role) => change(agent.id, { role })}
                />
                <button
                  type="button"
                  class="button"
                  aria-label={`${agent.isDisabled ? w.enable : w.disable}: ${agent.name}`}
                  onClick={() => change(agent.id, { isDisabled: !agent.isDisabled })}
                >
                  {agent.isDisabled ? w.enable : w.disable}
                </button>
              </>
            ) : (
              <span class="colleague-role">{w.roles[agent.role]}</span>
            )}
          </li>
        ))}
      </ul>
      {isAdmin && <InviteForm onInvited={() => tryTo(load)} />}
    </>
  )
}
