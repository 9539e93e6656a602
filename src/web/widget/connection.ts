import { call, type Answer, type Refused } from './direct-line.ts'
import { forget, keep, recall } from './keep.ts'
import {
  clearTimeout,
  max,
  min,
  now,
  Promise,
  random,
  setTimeout,
  stringify,
  WebSocket,
} from './natives.ts'
import { readJson } from './outbox.ts'

/** How the line to the server is. `down` means that messages wait, `refused` that none are taken. */
export type Line = 'idle' | 'online' | 'down' | 'refused'

/** What all tabs of a site share, so that they are one conversation. */
export type Kept = {
  readonly conversationId: string
  readonly token: string
  /** Seconds of the token's life, from `since` (milliseconds since 1970) on. */
  readonly expires_in: number
  readonly since: number
  /** How far the customer has seen. */
  readonly watermark: string
  /** Whose the conversation is, once the host page has said so. */
  readonly user?: string | undefined
}

export type Connection = ReturnType<typeof createConnection>

/** The server says something at least this often: what is silent for longer may be half-open. */
const quietMs = 18_000
const pollMs = 3_000

/**
 * Keeps a Direct Line conversation going: starts or resumes it, streams (or polls where sockets
 * don't pass), notices dead lines, catches up by watermark, refreshes the token, and begins anew
 * when the server no longer knows the conversation.
 */
export function createConnection(options: {
  readonly server: string
  readonly key: string
  /** Body of the token request: locale and identity. */
  opening(): Readonly<Record<string, unknown>>
  user(): string | undefined
  /** In order; `isHistory` when they were said before this page showed the conversation. */
  onActivities(activities: readonly unknown[], isHistory: boolean): void
  onLine(line: Line): void
  onAnew(): void
  onRefused(refused: Refused): void
}) {
  const { key } = options
  const api = options.server + '/v3/directline/'
  let kept: Kept | null = null
  let cursor = ''
  /** Counts the lives: what an earlier one still awaits is dropped when it arrives. */
  let life = 0
  let hangUp = () => {}
  /** When the socket last said something. */
  let heard = 0
  let wake = () => {}

  /** What is kept of an earlier page, or by another tab. */
  const stored = () => readJson<Kept>(recall(key))

  /** What an earlier life brings belongs to whoever the visitor was then: it is not kept. */
  function save(change: Partial<Kept> | Answer, mine = life): void {
    if (mine !== life) return
    const { conversationId, token, expires_in, since } = { ...kept, ...change } as Kept
    // Another tab may have been the one that was looked at.
    const watermark = change.watermark ?? stored()?.watermark ?? ''
    const user = options.user() ?? kept?.user
    kept = { conversationId, token, expires_in, since, watermark, user }
    keep(key, stringify(kept))
  }

  const inConversation = (rest: string, body?: Readonly<Record<string, unknown>>) =>
    call(`${api}conversations/${kept!.conversationId}${rest}`, kept!.token, body)

  /** Resolves after the time, or at once when something calls for it. */
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function begin(mine: number, asked: number): Promise<string | undefined> {
    // What the tab before us kept may arrive a moment after its lock is free.
    if (now() - asked > 50 && !stored()) await pause(500)
    if (mine !== life) return
    kept = stored()
    if (kept) return
    const { token } = await call(api + 'tokens/generate', '', options.opening())
    const { locale } = options.opening()
    const answer = await call(api + 'conversations', token, { locale })
    save({ ...answer, watermark: '', since: now() }, mine)
    return answer.streamUrl
  }

  const isAging = () => now() - kept!.since > kept!.expires_in * 500

  /** After a refusal: takes another tab's token, or begins anew. */
  function recover({ status }: Refused, mine: number): void {
    const other = stored()
    if (mine !== life || !kept || ![401, 403, 404].includes(status)) return
    if (other && other.token !== kept.token) {
      kept = other
      return
    }
    kept = null
    cursor = ''
    forget(key)
    options.onAnew()
    hangUp()
  }

  function deliver({ activities, watermark }: Answer, isHistory: boolean): void {
    cursor = watermark || cursor
    if (activities) options.onActivities(activities, isHistory)
  }

  async function catchUp(mine: number, isHistory: boolean): Promise<void> {
    for (let before; mine === life && before !== cursor;) {
      before = cursor
      const page = await inConversation('/activities?watermark=' + encodeURIComponent(cursor))
      if (mine === life) deliver(page, isHistory)
    }
  }

  /** The address of a stream that goes on from where we are. */
  async function reach(mine: number): Promise<string> {
    // Two tabs that begin at once must begin one conversation.
    const { locks } = navigator as { locks?: LockManager }
    const asked = now()
    const beginMine = () => begin(mine, asked)
    let url = kept ? undefined : await (locks ? locks.request(key, beginMine) : beginMine())
    if (!url) {
      if (!cursor) await catchUp(mine, true)
      const answer = await inConversation('?watermark=' + encodeURIComponent(cursor))
      // It comes with a fresh token.
      save({ ...answer, since: now() }, mine)
      url = answer.streamUrl
    }
    // The server may not know by which name and scheme the visitor reaches it: we do.
    const { pathname, search } = new URL(url!)
    return new URL(options.server).origin.replace('http', 'ws') + pathname + search
  }

  /** Resolves when the socket has closed or was found dead: whether it had ever opened. */
  const listen = (url: string) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(url)
      let hasOpened = false
      let timer = 0
      hangUp = () => {
        clearTimeout(timer)
        socket.onopen = socket.onmessage = socket.onclose = null
        socket.close()
        resolve(hasOpened)
      }
      const end = hangUp
      const hear = () => {
        heard = now()
        clearTimeout(timer)
        timer = setTimeout(end, quietMs)
      }
      hear()
      socket.onopen = () => {
        hasOpened = true
      }
      socket.onmessage = ({ data }) => {
        hear()
        // Empty frames only keep the line open.
        const answer = readJson<Answer>(String(data))
        if (answer) deliver(answer, false)
        // Coming back brings a fresh token.
        if (isAging()) end()
      }
      socket.onclose = end
    })

  async function poll(mine: number): Promise<void> {
    for (let i = 0; i < 20 && mine === life; i++) {
      await catchUp(mine, false)
      await pause(pollMs)
    }
  }

  async function live(mine: number): Promise<void> {
    let inARow = 0
    let neverOpened = 0
    while (mine === life) {
      const began = now()
      let restMs = 0
      try {
        const url = await reach(mine)
        if (mine !== life) return
        options.onLine('online')
        neverOpened = (await listen(url)) ? 0 : neverOpened + 1
        if (neverOpened > 1) await poll(mine)
      } catch (error) {
        if (mine !== life) return
        const refused = error as Refused
        const { status } = refused
        restMs = refused.retryAfterMs
        if (!kept && status >= 400 && status < 500 && status !== 429) {
          restMs = 60_000
          options.onLine('refused')
          options.onRefused(refused)
        } else {
          recover(refused, mine)
          if (!status || status >= 500) options.onLine('down')
        }
      }
      // Lines that break as soon as they stand are not to be rebuilt without end.
      inARow = now() - began > 10_000 ? 0 : inARow + 1
      const backOffMs = min(20_000, 250 * 2 ** inARow) * (0.5 + random())
      if (mine === life) await pause(max(restMs, backOffMs))
    }
  }

  function stop(): void {
    life++
    hangUp()
    wake()
  }

  return {
    stored,
    stop,
    conversation: () => kept?.conversationId,

    /** Goes on from the watermark; from '' the whole conversation comes as history. */
    start(from = ''): void {
      stop()
      kept = stored()
      cursor = from
      void live(life)
    },

    /** Looks at once whether the line is alive: the network or the page came back. */
    check(isSurelyDead?: boolean): void {
      if (isSurelyDead || now() - heard > quietMs) hangUp()
      wake()
    },

    /** The customer has seen all that came so far. */
    seen(): void {
      if (kept && kept.watermark !== cursor) save({ watermark: cursor })
    },

    isAllSeen: (): boolean => stored()?.watermark === cursor,

    async post(activity: Readonly<Record<string, unknown>>): Promise<void> {
      if (!kept) throw { status: 0, code: '', message: '', retryAfterMs: 0 } satisfies Refused
      const mine = life
      try {
        await inConversation('/activities', activity)
      } catch (error) {
        recover(error as Refused, mine)
        throw error
      }
    },

    async identify(identity: unknown): Promise<void> {
      const mine = life
      await inConversation('/identify', { identity })
      save({}, mine)
    },
  }
}
