import { useSignal } from '@preact/signals'
import type { ChangePassword, Me } from '../../server/wire.ts'
import { post, setCsrf } from '../shared/call.ts'
import { Dialog } from '../shared/dialog.tsx'
import { connect } from './live.ts'
import { pageLink } from './place.ts'
import { signOut } from './session.ts'
import { dialog, me as whoIsHere } from './state.ts'
import { words } from './words.ts'
import './account.css'

export function Account({ me }: { me: Me }) {
  const w = words.value
  const current = useSignal('')
  const next = useSignal('')
  const result = useSignal<{ isGood: boolean; text: string } | null>(null)

  const change = async (event: Event) => {
    event.preventDefault()
    const body: ChangePassword = { current: current.value, next: next.value }
    try {
      const renewed = await post<Me>('/api/desk/password', body)
      // All sessions have ended, this one too: a new one took its place.
      setCsrf(renewed.csrf)
      whoIsHere.value = renewed
      connect()
      current.value = next.value = ''
      result.value = { isGood: true, text: w.passwordChanged }
    } catch (refusal) {
      result.value = { isGood: false, text: refusal instanceof Error ? refusal.message : w.problem }
    }
  }

  return (
    <Dialog title={w.account} close={w.close} onClose={() => (dialog.value = null)}>
      <p>
        <bdi>{me.name}</bdi> · {me.email} · {w.roles[me.role]}
      </p>
      <nav class="account-more">
        <a class="button" href="/studio">
          {w.studio}
        </a>
        <a
          class="button"
          href={pageLink('settings', ['colleagues'])}
          onClick={() => (dialog.value = null)}
        >
          {w.colleagues}
        </a>
      </nav>
      <form class="account-password" onSubmit={(event) => void change(event)}>
        <h3>{w.changePassword}</h3>
        {result.value && (
          <p class={`notice ${result.value.isGood ? 'notice-good' : ''}`} role="alert">
            {result.value.text}
          </p>
        )}
        <input type="hidden" name="email" autocomplete="username" value={me.email} />
        <label class="field">
          {w.currentPassword}
          <input
            type="password"
            autocomplete="current-password"
            required
            value={current}
            onInput={(event) => (current.value = event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {w.newPassword}
          <input
            type="password"
            autocomplete="new-password"
            required
            minLength={10}
            maxLength={200}
            aria-describedby="new-password-hint"
            value={next}
            onInput={(event) => (next.value = event.currentTarget.value)}
          />
          <span class="field-hint" id="new-password-hint">
            {w.passwordHint}
          </span>
        </label>
        <button type="submit" class="button">
          {w.save}
        </button>
      </form>
      <div class="account-out">
        <button type="button" class="button" onClick={() => void signOut('everywhere')}>
          {w.signOutEverywhere}
        </button>
        <button type="button" class="button button-main" onClick={() => void signOut('here')}>
          {w.signOut}
        </button>
      </div>
    </Dialog>
  )
}
