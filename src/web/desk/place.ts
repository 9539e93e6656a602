import { catchUp, loadInbox } from './load.ts'
import { pageNames, type PageName } from './pages/page.ts'
import {
  inbox,
  inboxes,
  isCustomerShown,
  logState,
  logs,
  openId,
  page,
  pageAddress,
} from './state.ts'

/** The address says what is on the screen: `#/waiting`, `#/waiting/CONVERSATION`, `#/customers`. */
export function goTo(toInbox: string, conversation: string | null = null): void {
  location.hash = conversation ? `/${toInbox}/${encodeURIComponent(conversation)}` : `/${toInbox}`
}

/** The address of another page, for a link: `#/customers/C-1001?part=timeline`. */
export function pageLink(
  to: PageName,
  path: readonly string[] = [],
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString()
  return `#/${[to, ...path.map(encodeURIComponent)].join('/')}${search && `?${search}`}`
}

export function followTheAddress(): void {
  const [path = '', query] = location.hash.replace(/^#/, '').split('?', 2)
  const [, name, ...rest] = path.split('/')
  page.value = pageNames.find((one) => one === name) ?? 'inbox'
  if (page.value !== 'inbox') {
    pageAddress.value = {
      path: rest.map(decode),
      query: Object.fromEntries(new URLSearchParams(query)),
    }
    return
  }
  const [id] = rest
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
