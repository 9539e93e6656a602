import { useSignal } from '@preact/signals'
import type { Me, SignIn as SignInBody } from '../../server/wire.ts'
import { post } from '../shared/call.ts'
import { Entrance } from './entrance.tsx'
import { enter } from './session.ts'
import { words } from './words.ts'

export function SignIn() {
  const email = useSignal('')
  const password = useSignal('')
  const w = words.value
  const submit = async () => {
    const body: SignInBody = { email: email.value, password: password.value }
    enter(await post<Me>('/api/desk/sign-in', body))
  }
  return (
    <Entrance title={w.signIn} action={w.signIn} help={w.signInHelp} submit={submit}>
      <label class="field">
        {w.email}
        <input
          type="email"
          name="email"
          autocomplete="username"
          required
          value={email}
          onInput={(event) => (email.value = event.currentTarget.value)}
        />
      </label>
      <label class="field">
        {w.password}
        <input
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={password}
          onInput={(event) => (password.value = event.currentTarget.value)}
        />
      </label>
    </Entrance>
  )
}
