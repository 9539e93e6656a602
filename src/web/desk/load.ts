import type {
  ConversationPage,
  ConversationSummary,
  DeskEvent,
  Inbox,
  InboxPage,
} from '../../server/wire.ts'
import { get, Refusal } from '../shared/call.ts'
import { inbox, known, learn, loaded, logs, logState, openId, pending } from './state.ts'

/** Reads the first page of an inbox, or the next one. */
export async function loadInbox(name: Inbox, cursor: string | null = null): Promise<void> {
  const before = loaded.value[name]
  if (!before.last) set(name, { ...before, state: 'loading' })
  try {
    const query = new URLSearchParams({ inbox: name, ...(cursor ? { cursor } : {}) })
    const { conversations, next } = await get<InboxPage>(`/api/desk/conversations?${query}`)
    learn(conversations)
    set(name, { state: 'ready', next, last: conversations.at(-1) ?? (cursor ? before.last : null) })
  } catch {
    set(name, { ...before, state: 'failed' })
  }
}

/** Reads everything on the screen afresh, as after a long time without a connection. */
export async function reload(): Promise<void> {
  const names = new Set<Inbox>(['waiting', 'mine', inbox.value])
  await Promise.all([...[...names].map((name) => loadInbox(name)), catchUp(openId.value)])
}

const catching = new Map<string, Promise<void>>()

/** Reads what followed the last event that is here. Asked twice at once, it looks once more after. */
export function catchUp(id: string | null): Promise<void> {
  if (!id) return Promise.resolve()
  const running = catching.get(id)
  const next = (running ?? Promise.resolve()).then(() => readOn(id))
  catching.set(id, next)
  void next.finally(() => catching.get(id) === next && catching.delete(id))
  return next
}

async function readOn(id: string): Promise<void> {
  try {
    for (;;) {
      const here = logs.value.get(id) ?? []
      const after = here.at(-1)?.seq ?? 0
      const page = await get<ConversationPage>(`/api/desk/conversations/${id}?after=${after}`)
      learn([page.conversation])
      append(id, page.events)
      if (!page.hasMore || page.events.length === 0) break
    }
    if (openId.value === id) logState.value = 'ready'
  } catch (problem) {
    if (openId.value !== id || logs.value.has(id)) return
    logState.value = problem instanceof Refusal && problem.status === 404 ? 'not-found' : 'failed'
  }
}

/** Adds events that follow on those that are here; of what is here already, nothing twice. */
export function append(id: string, events: readonly DeskEvent[]): void {
  const here = logs.value.get(id) ?? []
  const last = here.at(-1)?.seq ?? 0
  const fresh = events.filter(({ seq }) => seq > last)
  if (fresh.length === 0 && logs.value.has(id)) return
  if (fresh[0] && fresh[0].seq !== last + 1) return void catchUp(id)
  logs.value = new Map(logs.value).set(id, [...here, ...fresh])
  const arrived = new Set(fresh.map((event) => ('clientId' in event ? event.clientId : undefined)))
  pending.value = pending.value.filter(({ clientId }) => !arrived.has(clientId))
}

/** Takes in what a live frame told, and reads on where the open conversation moved. */
export function hear(conversations: readonly ConversationSummary[]): void {
  learn(conversations)
  const id = openId.value
  const here = logs.value.get(id ?? '')?.at(-1)?.seq ?? 0
  if (id && (known.value.get(id)?.lastSeq ?? 0) > here) void catchUp(id)
}

function set(name: Inbox, to: (typeof loaded.value)[Inbox]): void {
  loaded.value = { ...loaded.value, [name]: to }
}
