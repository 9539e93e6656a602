import { useSignal } from '@preact/signals'
import type { Role } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import { words } from '../words.ts'
import { RoleSelect } from './role-select.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useTry } from './use-try.ts'

const empty: { name: string; email: string; role: Role } = { name: '', email: '', role: 'agent' }

export function InviteForm({ onInvited }: { onInvited: () => void }) {
  const w = words.value
  const given = useSignal(empty)
  const link = useSignal<string | null>(null)
  const { problem, tryTo } = useTry()

  const submit = (event: Event) => {
    event.preventDefault()
    tryTo(async () => {
      link.value = (await told(api.POST('/agents', { body: given.value }))).link
      given.value = empty
      onInvited()
    })
  }

  return (
    <form class="invite" onSubmit={submit}>
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
          <RoleSelect
            value={given.value.role}
            onChoose={(role) => (given.value = { ...given.value, role })}
          />
        </label>
      </div>
      <button type="submit" class="button button-main">
        {w.invite}
      </button>
      {link.value && <ShownOnce says={w.inviteLink} text={link.value} />}
    </form>
  )
}
