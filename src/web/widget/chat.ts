import { readActivity, readTyping, type Item, type QuickReply } from './activity.ts'
import { createConnection, type Line } from './connection.ts'
import type { Refused } from './direct-line.ts'
import { forget } from './keep.ts'
import { clearTimeout, now, setTimeout } from './natives.ts'
import { createOutbox, type Pending, readJson } from './outbox.ts'
import { createSender } from './sender.ts'
import type { Settings } from './settings.ts'
import { tell } from './transcript.ts'

export type ChatEvents = {
  readonly ready: undefined
  readonly opened: undefined
  readonly closed: undefined
  readonly message: Pick<Item, 'from' | 'text' | 'at'> & { readonly id: string }
  readonly unread: number
  readonly error: { readonly code: string; readonly message: string }
}

/** Who the visitor is, signed by the host's own server: `expires` in Unix seconds. */
export type Identity =
  | { id: string; email?: string; name?: string; expires: number; hmac: string; jwt?: undefined }
  | { jwt: string; id?: undefined }

export type Chat = ReturnType<typeof createChat>

/** A typing indicator is shown so long, unless a message comes first; we send one so seldom. */
const typingMs = 4_000
const typingEveryMs = 3_000

/** The conversation as the screen shows it, and all that the customer and the host page can do. */
export function createChat(
  settings: Settings,
  emit: <E extends keyof ChatEvents>(event: E, detail: ChatEvents[E]) => void,
) {
  const key = 'parley:' + settings.server
  const outbox = createOutbox(key + ':out:')
  let locale = settings.locale
  let identity: Identity | null = null
  /** The one that the server has been told. */
  let told: Identity | null = null
  let isOpen = false
  /** Whether the items are the conversation from its beginning. */
  let isWhole = false
  let items: readonly Item[] = []
  /** The latest that came while the page was there, for the screen reader. */
  let news: readonly Item[] = []
  let line: Line = 'idle'
  let typist: string | null = null
  let typistTimer = 0
  let typedAt = 0
  let unread = 0
  let onChange = () => {}

  const complain = ({ code, message }: Refused) => emit('error', { code, message })

  const connection = createConnection({
    server: settings.server,
    key,
    opening() {
      told = identity
      return { locale, ...(identity && { identity }) }
    },
    user: () => identity?.id ?? subjectOf(identity?.jwt),
    onActivities(activities, isHistory) {
      for (const given of activities) take(given, isHistory)
      look()
    },
    onLine(next) {
      if (next === 'online') {
        tellIdentity()
        void drain()
      }
      line = next
      onChange()
    },
    onAnew() {
      outbox.sent.clear()
      // What was said before stays to be read, as long as the page does.
      const note = readActivity({ id: 'anew' + now(), type: 'message', text: 'anew' })!
      if (items.length) items = [...items, { ...note, from: 'note' }]
    },
    onRefused(refused) {
      complain(refused)
      // A visitor whose identity does not hold can still ask a question.
      if (identity) setTimeout(() => connection.check(), 0)
      identity = null
    },
  })

  const drain = createSender({
    outbox,
    connection,
    onSent: () => onChange(),
    onFailed(refused) {
      complain(refused)
      onChange()
    },
    onUnreachable: () => connection.check(true),
  })

  function take(given: unknown, isHistory: boolean): void {
    const writer = readTyping(given)
    if (writer !== null) {
      typist = writer
      clearTimeout(typistTimer)
      typistTimer = setTimeout(() => {
        typist = null
        onChange()
      }, typingMs)
    }
    const item = readActivity(given)
    const before = items
    if (item) items = tell(items, item)
    if (!item || items === before) return
    outbox.remove(item.clientId)
    if (item.from !== 'customer') typist = null
    if (isHistory || item.from === 'note') return
    const { key: id, from, text, at } = item
    emit('message', { id, from, text, at })
    if (from === 'customer') return
    news = [...news.slice(-4), item]
    if (!isSeen()) count(unread + 1)
  }

  const isSeen = () => isOpen && !document.hidden

  /** What is on a screen that is looked at has been read. */
  function look(): void {
    if (isSeen()) {
      connection.seen()
      count(0)
    }
    onChange()
  }

  function count(next: number): void {
    if (next === unread) return
    unread = next
    emit('unread', unread)
  }

  function open(): void {
    if (isOpen) return
    isOpen = true
    // What came while it was closed began at the watermark: now the whole conversation is wanted.
    if (!isWhole) restart()
    look()
    emit('opened', undefined)
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    onChange()
    emit('closed', undefined)
  }

  function restart(): void {
    items = []
    isWhole = isOpen
    connection.start(isOpen ? '' : connection.stored()?.watermark)
  }

  function send(reply: Pick<QuickReply, 'text' | 'value'>): void {
    const { text, value } = reply
    outbox.add({ text, value, locale })
    void drain()
    typedAt = 0
    onChange()
  }

  /** Tells the other side that the customer is writing. */
  function typing(): void {
    if (line !== 'online' || now() - typedAt < typingEveryMs) return
    typedAt = now()
    connection.post({ type: 'typing', from: { id: 'customer', role: 'user' } }).catch(() => {})
  }

  function retry({ isFailed: _, ...message }: Pending): void {
    outbox.write(message)
    void drain()
    onChange()
  }

  function remove({ id }: Pending): void {
    outbox.remove(id)
    onChange()
  }

  /** The visitor is somebody else now, or nobody: nothing of the conversation stays behind. */
  function reset(next: Identity | null): void {
    identity = next
    forget(key)
    outbox.all().forEach(remove)
    leave()
  }

  function leave(): void {
    connection.stop()
    items = news = []
    typist = null
    line = 'idle'
    isWhole = false
    count(0)
    if (isOpen) restart()
    onChange()
  }

  function setUser(next: Identity): void {
    const known = connection.stored()?.user
    const user = next?.id ?? subjectOf(next?.jwt)
    if (!user) throw new TypeError('setUser wants { id, expires, hmac } or { jwt }.')
    if (known && known !== user) reset(next)
    identity = next
    tellIdentity()
  }

  function tellIdentity(): void {
    if (identity === told || !identity || !connection.conversation()) return
    const telling = (told = identity)
    connection.identify(telling).catch((refused: Refused) => {
      complain(refused)
      if (refused.code === 'ConversationOfAnother') reset(telling)
      else if (!refused.status) told = null
    })
  }

  function setLocale(next: string): void {
    locale = next
    onChange()
  }

  addEventListener('storage', ({ key: changed }) => {
    if (changed?.startsWith(outbox.prefix)) {
      // Should the tab that wrote it be gone, this one sends it.
      setTimeout(() => void drain(), typingMs)
      onChange()
    }
    if (changed !== key && changed !== null) return
    const stored = connection.stored()
    if (!stored) leave()
    else if (stored.conversationId !== connection.conversation()) restart()
    else if (connection.isAllSeen()) count(0)
    onChange()
  })

  const check = (event?: Event) => {
    connection.check(event?.type === 'online')
    void drain()
    look()
  }
  addEventListener('online', check)
  addEventListener('pageshow', check)
  document.addEventListener('visibilitychange', () => document.hidden || check())
  addEventListener('offline', () => {
    if (line !== 'idle') line = 'down'
    onChange()
  })

  return {
    open,
    close,
    send,
    typing,
    retry,
    remove,
    reset: () => reset(null),
    setUser,
    setLocale,

    /** Whoever has talked with us before goes on without opening: for unread and unsent messages. */
    resume(): void {
      if (connection.stored() || outbox.all().length) restart()
    },

    subscribe(listener: () => void): void {
      onChange = listener
    },

    get state() {
      return {
        isOpen,
        items,
        own: outbox.all(),
        sent: outbox.sent,
        line,
        typist,
        unread,
        news,
        locale,
      }
    },
  }
}

/** The visitor's id in a host's JWT. */
function subjectOf(jwt: string | undefined): string | undefined {
  try {
    const claims = atob(jwt!.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))
    return readJson<{ sub?: string }>(claims)?.sub
  } catch {
    return
  }
}
