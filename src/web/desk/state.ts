/** What the desk knows at this moment. Everything on the screen is a function of these. */

import { computed, signal } from '@preact/signals'
import type { ConversationSummary, DeskEvent, Inbox, Me } from '../../server/wire.ts'
import type { PageName, PageProps } from './pages/page.ts'
import { belongs, byOrderOf, isWithin } from './inbox-order.ts'

/** Undefined until the server has told. */
export const me = signal<Me | null | undefined>(undefined)

/** The page that is open, and what its address says besides. */
export const page = signal<PageName>('inbox')
export const pageAddress = signal<PageProps>({ path: [], query: {} })

export const inboxes: readonly Inbox[] = ['waiting', 'mine', 'open', 'resolved']
export const inbox = signal<Inbox>('waiting')

/** Every conversation that was heard of, by its id. */
export const known = signal<ReadonlyMap<string, ConversationSummary>>(new Map())

export type Loaded = {
  readonly state: 'loading' | 'ready' | 'failed'
  /** The cursor of the next page; null when all are here. */
  readonly next: string | null
  /** The last conversation of the pages that are here: what lies beyond is not shown yet. */
  readonly last: ConversationSummary | null
}
const nothing: Loaded = { state: 'loading', next: null, last: null }
export const loaded = signal<Readonly<Record<Inbox, Loaded>>>({
  waiting: nothing,
  mine: nothing,
  open: nothing,
  resolved: nothing,
})

/** The conversations of each inbox, in its order. */
export const lists = computed(() => ({
  waiting: listOf('waiting'),
  mine: listOf('mine'),
  open: listOf('open'),
  resolved: listOf('resolved'),
}))

const listOf = (name: Inbox) =>
  [...known.value.values()]
    .filter((conversation) => belongs(conversation, name, me.value?.id))
    .filter((conversation) => isWithin(conversation, name, loaded.value[name]))
    .toSorted(byOrderOf(name))

export const openId = signal<string | null>(null)
export const open = computed(() => known.value.get(openId.value ?? '') ?? null)

/** The events of each conversation that was opened, in order and without gaps. */
export const logs = signal<ReadonlyMap<string, readonly DeskEvent[]>>(new Map())

export type LogState = 'loading' | 'ready' | 'failed' | 'not-found'
export const logState = signal<LogState>('loading')

export type Pending = {
  readonly conversation: string
  readonly clientId: string
  readonly as: 'say' | 'note'
  readonly text: string
  /** The server's words when it refused, 'sending' until it answers. */
  readonly state: 'sending' | 'failed'
  readonly why?: string
}
export const pending = signal<readonly Pending[]>([])

export const connection = signal<'live' | 'connecting' | 'lost'>('connecting')

/** The conversations whose customer, or whose agent, is typing at this moment. */
export const typing = signal<ReadonlyMap<string, 'customer' | 'agent'>>(new Map())

/** A refusal that no place on the screen shows by itself. */
export const trouble = signal<string | null>(null)

/** The screen that lies over the desk. */
export const dialog = signal<'account' | 'shortcuts' | 'search' | null>(null)

/** A message that was found by searching: shown when its conversation opens. */
export const pointedAt = signal<{ readonly conversation: string; readonly seq: number } | null>(
  null,
)

/** On a narrow screen one column is shown at a time. */
export const isCustomerShown = signal(false)

export function learn(conversations: readonly ConversationSummary[]): void {
  const next = new Map(known.value)
  for (const conversation of conversations) {
    const old = next.get(conversation.id)
    // Answers may overtake each other; the one that has seen more of the log is right.
    if (!old || old.lastSeq <= conversation.lastSeq) next.set(conversation.id, conversation)
  }
  known.value = next
}
