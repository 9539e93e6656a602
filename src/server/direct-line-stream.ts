/** Direct Line's WebSockets: each is a cursor over the log of its conversation. */

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocket, WebSocketServer } from 'ws'
import { activitiesFrom, type Sides } from '../channels/activities-from.ts'
import type { Account, Activity } from '../channels/activity.ts'
import type { Logged } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import { readLog } from '../crm/log.ts'
import { watchLiveness } from './liveness.ts'
import { onTyping } from './live.ts'
import { wholeTurns } from './whole-turns.ts'

/** A reader that lags behind by more than this is let go: it catches up when it comes back. */
const MOST_BUFFERED_BYTES = 1_000_000
const MOST_SOCKETS_PER_CONVERSATION = 50
const EVENTS_AT_ONCE = 200
const TRY_AGAIN_LATER = 1013
const RESTARTING = 1012

type Feed = {
  readonly conversation: string
  readonly sides: Sides
  /** The number of the last event sent to each socket. */
  readonly cursors: Map<WebSocket, number>
  isReading: boolean
  /** The number of an event that there is to send; Infinity when that is not known. */
  wanted: number
}

export type Opening = {
  readonly conversation: string
  readonly visitor: string
  readonly after: number
}

export type Streams = {
  open(request: IncomingMessage, socket: Duplex, head: Buffer, opening: Opening): void
  /** Events just recorded, which saves reading them back; what does not fit is read. */
  offer(conversation: string, events: readonly Logged[]): void
  /** Closes all sockets with 1012, so that clients come back to the restarted server. */
  close(): void
}

export function createStreams(db: Database, bot: Account, log: Logger): Streams {
  const feeds = new Map<string, Feed>()
  const liveness = watchLiveness()
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: 16 * 1024,
    perMessageDeflate: false,
  })

  const unwatch = db.watch(({ conversation, seq }) => {
    const feed = feeds.get(conversation)
    if (feed && lowest(feed) < seq) refresh(feed, seq)
  })

  const untype = onTyping((conversation, who) => {
    const feed = feeds.get(conversation)
    if (!feed || who.side === 'customer') return
    const from = who.side === 'bot' ? bot : { id: 'agent', name: who.name ?? '', role: 'bot' }
    const typing: Activity = {
      type: 'typing',
      timestamp: new Date().toISOString(),
      channelId: 'directline',
      conversation: { id: conversation },
      from,
    }
    // Without a watermark: typing is not in the log, and moves no cursor.
    const frame = JSON.stringify({ activities: [typing] })
    for (const socket of feed.cursors.keys()) send(socket, frame)
  })

  function open(request: IncomingMessage, raw: Duplex, head: Buffer, opening: Opening): void {
    sockets.handleUpgrade(request, raw, head, (socket) => {
      const feed = feedOf(opening)
      if (feed.cursors.size >= MOST_SOCKETS_PER_CONVERSATION) {
        const [oldest] = feed.cursors.keys()
        oldest?.close(1000, 'collision')
      }
      feed.cursors.set(socket, opening.after)
      liveness.add(socket)
      // ws closes it by itself, with the code that fits.
      socket.on('error', () => {})
      socket.on('close', () => {
        liveness.delete(socket)
        feed.cursors.delete(socket)
        if (feed.cursors.size === 0 && feeds.get(feed.conversation) === feed) {
          feeds.delete(feed.conversation)
        }
      })
      refresh(feed)
    })
  }

  function feedOf({ conversation, visitor }: Opening): Feed {
    const known = feeds.get(conversation)
    if (known) return known
    const feed: Feed = {
      conversation,
      sides: { visitor, bot },
      cursors: new Map(),
      isReading: false,
      wanted: 0,
    }
    feeds.set(conversation, feed)
    return feed
  }

  function refresh(feed: Feed, wanted = Infinity): void {
    feed.wanted = Math.max(feed.wanted, wanted)
    if (feed.isReading) return
    feed.isReading = true
    // A turn of this process offers its events in the meantime, and then there is nothing to read.
    setImmediate(() => void readOn(feed))
  }

  async function readOn(feed: Feed): Promise<void> {
    try {
      while (feed.cursors.size > 0 && lowest(feed) < feed.wanted) {
        feed.wanted = 0
        const events = await readLog(db, feed.conversation, lowest(feed), EVENTS_AT_ONCE)
        deliver(feed, wholeTurns(events, EVENTS_AT_ONCE))
        if (events.length === EVENTS_AT_ONCE) feed.wanted = Infinity
      }
    } catch (error) {
      log.error({ err: error }, 'The log could not be read for a stream.')
      for (const socket of feed.cursors.keys()) socket.close(TRY_AGAIN_LATER, 'try again later')
    } finally {
      feed.isReading = false
    }
  }

  function offer(conversation: string, events: readonly Logged[]): void {
    const feed = feeds.get(conversation)
    if (feed) deliver(feed, events)
  }

  return {
    open,
    offer,
    close() {
      unwatch()
      untype()
      liveness.stop()
      for (const feed of feeds.values()) {
        for (const socket of feed.cursors.keys()) socket.close(RESTARTING, 'restarting')
      }
    },
  }
}

function lowest(feed: Feed): number {
  let least = Infinity
  for (const cursor of feed.cursors.values()) least = Math.min(least, cursor)
  return least
}

/** Sends each socket what it has not had; a socket that would miss something in between waits. */
function deliver(feed: Feed, events: readonly Logged[]): void {
  const first = events[0]?.seq
  const last = events.at(-1)?.seq
  if (first === undefined || last === undefined) return
  const frames = new Map<number, string | null>()
  for (const [socket, cursor] of feed.cursors) {
    if (cursor >= last || cursor < first - 1) continue
    let frame = frames.get(cursor)
    if (frame === undefined) {
      frame = frameOf(cursor < first ? events : events.slice(cursor - first + 1), feed.sides)
      frames.set(cursor, frame)
    }
    feed.cursors.set(socket, last)
    if (frame !== null) send(socket, frame)
  }
}

/** Null when there is nothing in it for the customer. */
function frameOf(events: readonly Logged[], sides: Sides): string | null {
  const activities = activitiesFrom(events, sides)
  if (activities.length === 0) return null
  return JSON.stringify({ activities, watermark: String(events.at(-1)?.seq) })
}

function send(socket: WebSocket, frame: string): void {
  if (socket.readyState !== WebSocket.OPEN) return
  socket.send(frame)
  if (socket.bufferedAmount <= MOST_BUFFERED_BYTES) return
  socket.close(TRY_AGAIN_LATER, 'too slow')
  // The peer does not read, so it may not read the farewell either.
  setTimeout(() => socket.terminate(), 2_000).unref()
}
