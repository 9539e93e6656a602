import { useSignal } from '@preact/signals'
import type { Role } from '../../../server/wire.ts'
import { api, told } from '../../shared/api.ts'
import { Notice } from '../notice.tsx'
import { TextField } from '../text-field.tsx'
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
      <Notice says={problem.value} />
      <div class="invite-fields">
        <TextField
          label={w.name}
          value={given.value.name}
          onInput={(name) => (given.value = { ...given.value, name })}
        />
        <TextField
          label={w.email}
          type="email"
          value={given.value.email}
          onInput={(email) => (given.value = { ...given.value, email })}
        />
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
