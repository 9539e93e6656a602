import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { LinkPurpose, LinkToken, Me, UseLink } from '../../server/wire.ts'
import { post } from '../shared/call.ts'
import { Entrance } from './entrance.tsx'
import { enter } from './session.ts'
import { words } from './words.ts'

/** A one-time link is `/desk/#welcome=TOKEN`: what stands behind # is never sent nor logged. */
export const welcomeToken = signal(/^#welcome=([\w-]+)$/.exec(location.hash)?.[1] ?? null)
addEventListener('hashchange', () => {
  welcomeToken.value = /^#welcome=([\w-]+)$/.exec(location.hash)?.[1] ?? welcomeToken.value
})

export function Welcome({ token }: { token: string }) {
  const purpose = useSignal<LinkPurpose | null>(null)
  const problem = useSignal<string | null>(null)
  const given = useSignal({ name: '', email: '', password: '' })
  const w = words.value

  useEffect(() => {
    const body: LinkToken = { token }
    post<LinkPurpose>('/api/desk/link/look', body).then(
      (found) => {
        given.value = { name: found.name, email: found.email, password: '' }
        return (purpose.value = found)
      },
      (refusal: Error) => (problem.value = refusal.message),
    )
  }, [token])

  if (problem.value) {
    return (
      <Entrance title={w.signIn} action={w.signIn} submit={() => Promise.resolve(goOn())}>
        <p class="notice" role="alert">
          {problem.value}
        </p>
      </Entrance>
    )
  }
  if (!purpose.value) return <p class="desk-loading">{w.loading}</p>

  const isInvited = purpose.value.purpose === 'invitation'
  const submit = async () => {
    const body: UseLink = { token, ...given.value }
    const me = await post<Me>('/api/desk/link/use', body)
    goOn()
    enter(me)
  }
  const take =
    (field: 'name' | 'email' | 'password') => (event: { currentTarget: HTMLInputElement }) =>
      (given.value = { ...given.value, [field]: event.currentTarget.value })
  return (
    <Entrance
      title={isInvited ? w.invited : w.firstAdmin}
      help={isInvited ? w.invitedHelp(w.roles[purpose.value.role]) : w.firstAdminHelp}
      action={w.createAccount}
      submit={submit}
    >
      <label class="field">
        {w.name}
        <input
          name="name"
          autocomplete="name"
          required
          maxLength={80}
          value={given.value.name}
          aria-describedby="name-hint"
          onInput={take('name')}
        />
        <span class="field-hint" id="name-hint">
          {w.nameHint}
        </span>
      </label>
      <label class="field">
        {w.email}
        <input
          type="email"
          name="email"
          autocomplete="username"
          required
          readOnly={isInvited}
          value={given.value.email}
          onInput={take('email')}
        />
      </label>
      <label class="field">
        {w.password}
        <input
          type="password"
          name="password"
          autocomplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={given.value.password}
          aria-describedby="password-hint"
          onInput={take('password')}
        />
        <span class="field-hint" id="password-hint">
          {w.passwordHint}
        </span>
      </label>
    </Entrance>
  )
}

function goOn(): void {
  history.replaceState(null, '', location.pathname)
  welcomeToken.value = null
}
