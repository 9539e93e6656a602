import type { Me } from '../../server/wire.ts'
import { get, onSignedOut, post, setCsrf } from '../shared/call.ts'
import { forgetFound } from './found.ts'
import { reload } from './load.ts'
import { connect, disconnect, forgetPosition } from './live.ts'
import { followTheAddress } from './place.ts'
import { loadReminders, reminders } from './reminders.ts'
import { dialog, known, logs, me, openId, pending } from './state.ts'

export async function findOutWhoIsHere(): Promise<void> {
  onSignedOut.call = leave
  try {
    enter(await get<Me>('/api/desk/me'))
  } catch {
    me.value ??= null
  }
}

export function enter(who: Me): void {
  // Who teaches the bot has no business with customers.
  if (who.role === 'editor') return location.assign('/studio')
  setCsrf(who.csrf)
  me.value = who
  followTheAddress()
  connect()
  void reload()
  loadReminders()
}

export async function signOut(where: 'here' | 'everywhere'): Promise<void> {
  await post(where === 'here' ? '/api/desk/sign-out' : '/api/desk/sign-out-everywhere').catch(
    () => {},
  )
  leave()
}

/** Nothing of what was on the screen stays for the next person. */
function leave(): void {
  disconnect()
  forgetPosition()
  me.value = null
  known.value = new Map()
  logs.value = new Map()
  pending.value = []
  openId.value = null
  dialog.value = null
  reminders.value = []
  forgetFound()
  sessionStorage.clear()
}
