import { inbox, inboxes, isCustomerShown, logState, logs, openId } from './state.ts'
import { catchUp, loadInbox } from './load.ts'

/** The address says what is on the screen: `#/waiting` or `#/waiting/CONVERSATION`. */
export function goTo(toInbox: string, conversation: string | null = null): void {
  location.hash = conversation ? `/${toInbox}/${encodeURIComponent(conversation)}` : `/${toInbox}`
}

export function followTheAddress(): void {
  const [, name, id] = location.hash.replace(/^#/, '').split('/')
  const found = inboxes.find((one) => one === name) ?? 'waiting'
  inbox.value = found
  void loadInbox(found)
  const next = id ? decode(id) : null
  if (next === openId.value) return
  openId.value = next
  isCustomerShown.value = false
  logState.value = next && logs.value.has(next) ? 'ready' : 'loading'
  void catchUp(next)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
