import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Asker } from '../crm/access/asker.ts'
import { seenAmong } from '../crm/access/may-see.ts'
import { isOurPage } from './desk-csrf.ts'
import { createTail } from './desk-tail.ts'
import { onTyping } from './live.ts'
import type { Parley } from './parley.ts'
import { sessionOf } from './sessions.ts'
import { onEndedSessions } from './sessions-ended.ts'
import type { LiveFrame } from './wire.ts'

const beatMs = 15_000
/** Sessions may end in another process, which cannot call: each is looked at this often. */
const checkMs = 2_000
const mostUnreadBytes = 4_000_000
const signedOut = 4401
const restarting = 1012
const tooSlow = 1013

type Line = {
  readonly socket: WebSocket
  /** The upgrade, whose cookie names the session. */
  readonly request: IncomingMessage
  /** Frames that came up before the line was greeted; null afterwards. */
  held: LiveFrame[] | null
  asker: Asker
  /** What they may see is looked up before a frame goes out, and frames keep their order. */
  last: Promise<unknown>
}

export type DeskUpgrade = {
  readonly open: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>
  /** Closes all lines with 1012, so that desks come back to the restarted server. */
  readonly close: () => void
}

/**
 * Answers upgrades of /api/desk/live. Each desk hears which conversations moved on since the
 * position it names; the events themselves it reads from the log.
 */
export function deskUpgrade({ db, settings }: Pick<Parley, 'db' | 'settings'>): DeskUpgrade {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    perMessageDeflate: false,
  })
  const lines = new Set<Line>()
  const toAll = (frame: LiveFrame) => {
    // Of one asker with many pages it is looked up once.
    const seen = new Map<string, Promise<LiveFrame | null>>()
    for (const line of lines) {
      const { asker } = line
      if (asker.sees === 'all') {
        send(line, frame)
        continue
      }
      const theirs = seen.get(asker.id) ?? seenOf(asker, frame)
      seen.set(asker.id, theirs)
      line.last = line.last
        .then(() => theirs)
        .then((shown) => shown && send(line, shown))
        // What could not be looked up is not shown; the desk reads on from its position.
        .catch(() => line.socket.close(restarting))
    }
  }
  const tail = createTail(db, toAll)
  let rest: (() => void) | null = null

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    if (!isOurPage(request, settings)) return refuse(socket, '403 Forbidden')
    const session = await sessionOf(request, { db, settings }).catch(() => null)
    if (!session) return refuse(socket, '401 Unauthorized')
    const { asker } = session
    if (asker.sees === 'none') return refuse(socket, '403 Forbidden')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const line: Line = {
        socket: webSocket,
        request,
        held: [],
        asker,
        last: Promise.resolve(),
      }
      lines.add(line)
      rest ??= work()
      webSocket.on('error', () => webSocket.terminate())
      webSocket.on('close', () => {
        lines.delete(line)
        if (lines.size > 0) return
        rest?.()
        rest = null
      })
      greet(line).catch(() => webSocket.close(1011))
    })
  }

  function close(): void {
    for (const { socket } of lines) socket.close(restarting, 'restarting')
  }

  /** Runs while anybody listens. */
  function work(): () => void {
    const beat = setInterval(() => toAll({ kind: 'beat' }), beatMs)
    const check = setInterval(closeEnded, checkMs)
    const ends = [
      tail.start(),
      onEndedSessions(closeEnded),
      onTyping((conversation, { side }) => {
        if (side !== 'bot') toAll({ kind: 'typing', conversation, side })
      }),
      () => clearInterval(beat),
      () => clearInterval(check),
    ]
    return () => ends.forEach((end) => end())
  }

  async function greet(line: Line): Promise<void> {
    const after = positionIn(line.request)
    const position = await tail.position()
    transmit(line, { kind: 'hello', position: after ?? position })
    if (after !== null) {
      const missed = await seenOf(line.asker, await tail.since(after))
      if (missed) transmit(line, missed)
    }
    const held = line.held ?? []
    line.held = null
    held.forEach((frame) => send(line, frame))
  }

  function closeEnded(): void {
    for (const line of lines) {
      // A store that does not answer just now is no reason to sign anybody out.
      sessionOf(line.request, { db, settings }).then(
        (session) => {
          if (!session || session.asker.sees === 'none') line.socket.close(signedOut, 'signed out')
          else line.asker = session.asker
        },
        () => {},
      )
    }
  }

  /** A frame without what the asker may not see; null when nothing is left. */
  async function seenOf(asker: Asker, frame: LiveFrame): Promise<LiveFrame | null> {
    if (asker.sees === 'all' || (frame.kind !== 'changed' && frame.kind !== 'typing')) return frame
    const ids =
      frame.kind === 'typing' ? [frame.conversation] : frame.conversations.map(({ id }) => id)
    const seen = await seenAmong(db, asker, 'conversation', ids)
    if (frame.kind === 'typing') return seen.has(frame.conversation) ? frame : null
    const conversations = frame.conversations.filter(({ id }) => seen.has(id))
    return conversations.length > 0 ? { ...frame, conversations } : null
  }

  return { open, close }
}

function send(line: Line, frame: LiveFrame): void {
  if (line.held) line.held.push(frame)
  else transmit(line, frame)
}

function transmit({ socket }: Line, frame: LiveFrame): void {
  if (socket.readyState !== socket.OPEN) return
  // Who does not read is let go, and reads on from its position when it comes back.
  if (socket.bufferedAmount > mostUnreadBytes) return socket.close(tooSlow, 'too slow')
  socket.send(JSON.stringify(frame))
}

function positionIn({ url = '' }: IncomingMessage): number | null {
  const after = new URL(url, 'http://localhost').searchParams.get('after')
  return after !== null && /^\d{1,15}$/.test(after) ? Number(after) : null
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
