import { useSignal } from '@preact/signals'
import type { Invite, Invited } from '../../server/wire.ts'
import { post } from '../shared/call.ts'
import { words } from './words.ts'

const empty: Invite = { name: '', email: '', role: 'agent' }

export function InviteForm({ onInvited }: { onInvited: () => void }) {
  const w = words.value
  const given = useSignal(empty)
  const link = useSignal<string | null>(null)
  const isCopied = useSignal(false)
  const problem = useSignal<string | null>(null)

  const submit = async (event: Event) => {
    event.preventDefault()
    problem.value = null
    try {
      link.value = (await post<Invited>('/api/desk/agents', given.value)).link
      isCopied.value = false
      given.value = empty
      onInvited()
    } catch (refusal) {
      problem.value = refusal instanceof Error ? refusal.message : w.problem
    }
  }
  const copy = async () => {
    await navigator.clipboard.writeText(link.value ?? '')
    isCopied.value = true
  }

  return (
    <form class="invite" onSubmit={(event) => void submit(event)}>
      <h3>{w.inviteTitle}</h3>
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
            value={given.value.name}
            onInput={(event) => (given.value = { ...given.value, name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          {w.email}
          <input
            type="email"
            required
            value={given.value.email}
            onInput={(event) =>
              (given.value = { ...given.value, email: event.currentTarget.value })
            }
          />
        </label>
        <label class="field">
          {w.role}
          <select
            value={given.value.role}
            onChange={(event) => {
              const role = event.currentTarget.value === 'admin' ? 'admin' : 'agent'
              given.value = { ...given.value, role }
            }}
          >
            <option value="agent">{w.roles.agent}</option>
            <option value="admin">{w.roles.admin}</option>
          </select>
        </label>
      </div>
      <button type="submit" class="button button-main">
        {w.invite}
      </button>
      {link.value && (
        <div class="notice notice-good invite-link" role="status">
          <p>{w.inviteLink}</p>
          <code>{link.value}</code>
          <button type="button" class="button" onClick={() => void copy()}>
            {isCopied.value ? w.copied : w.copy}
          </button>
        </div>
      )}
    </form>
  )
}
