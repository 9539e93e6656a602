import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Colleague, Me } from '../../server/wire.ts'
import { get, post } from '../shared/call.ts'
import { Dialog } from '../shared/dialog.tsx'
import { InviteForm } from './invite-form.tsx'
import { dialog } from './state.ts'
import { words } from './words.ts'
import './colleagues.css'

export function Colleagues({ me }: { me: Me }) {
  const w = words.value
  const agents = useSignal<readonly Colleague[] | null>(null)
  const problem = useSignal<string | null>(null)
  const isAdmin = me.role === 'admin'

  const load = async () => {
    agents.value = (await get<{ agents: readonly Colleague[] }>('/api/desk/agents')).agents
  }
  const tryTo = (work: () => Promise<unknown>) => {
    problem.value = null
    work()
      .then(load)
      .catch((refusal: Error) => (problem.value = refusal.message))
  }
  useEffect(() => tryTo(() => Promise.resolve()), [])

  return (
    <Dialog title={w.colleagues} close={w.close} onClose={() => (dialog.value = null)}>
      {problem.value && (
        <p class="notice" role="alert">
          {problem.value}
        </p>
      )}
      {!agents.value && !problem.value && <p>{w.loading}</p>}
      <ul class="colleagues">
        {agents.value?.map((agent) => (
          <li key={agent.id}>
            <div class="colleague-name">
              <bdi>{agent.name}</bdi> {agent.id === me.id && <span class="tag">{w.you}</span>}
              {agent.isDisabled && <span class="tag tag-bad">{w.disabled}</span>}
              {agent.isInvited && <span class="tag tag-warn">{w.pending}</span>}
              {agent.email && <p>{agent.email}</p>}
            </div>
            {isAdmin && agent.id !== me.id ? (
              <>
                <select
                  aria-label={`${w.role}: ${agent.name}`}
                  value={agent.role}
                  onChange={({ currentTarget }) =>
                    tryTo(() =>
                      post(`/api/desk/agents/${agent.id}/role`, { role: currentTarget.value }),
                    )
                  }
                >
                  <option value="agent">{w.roles.agent}</option>
                  <option value="admin">{w.roles.admin}</option>
                </select>
                <button
                  type="button"
                  class="button"
                  aria-label={`${agent.isDisabled ? w.enable : w.disable}: ${agent.name}`}
                  onClick={() =>
                    tryTo(() =>
                      post(
                        `/api/desk/agents/${agent.id}/${agent.isDisabled ? 'enable' : 'disable'}`,
                      ),
                    )
                  }
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
      {isAdmin && <InviteForm onInvited={() => void load()} />}
    </Dialog>
  )
}
