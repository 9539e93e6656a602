import type { LiveFrame } from '../../server/wire.ts'
import { get } from '../shared/call.ts'
import { hear, reload } from './load.ts'
import { resend } from './outbox.ts'
import { loadReminders } from './reminders.ts'
import { connection, me, typing } from './state.ts'

/** The server beats every 15 s: after this silence the line is dead though nobody closed it. */
const silenceMs = 35_000
const typingMs = 4_000

let socket: WebSocket | null = null
let position: number | null = null
let tries = 0
let silence: ReturnType<typeof setTimeout> | undefined
let again: ReturnType<typeof setTimeout> | undefined
const typingEnds = new Map<string, ReturnType<typeof setTimeout>>()

/** Keeps a line to the server for as long as somebody is signed in. */
export function connect(): void {
  disconnect()
  connection.value = tries === 0 ? 'connecting' : 'lost'
  const url = new URL('/api/desk/live', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (position !== null) url.searchParams.set('after', String(position))
  const line = new WebSocket(url)
  socket = line
  listenForSilence(line)
  line.addEventListener('message', ({ data }) => {
    listenForSilence(line)
    take(JSON.parse(String(data)) as LiveFrame)
  })
  line.addEventListener('close', () => line === socket && lose())
}

export function disconnect(): void {
  clearTimeout(silence)
  clearTimeout(again)
  const line = socket
  socket = null
  line?.close()
}

/** At once when the machine is back online or its lid opens, else at the next try. */
export function watchTheNetwork(): void {
  addEventListener('online', hurry)
  addEventListener('offline', () => socket && lose())
  document.addEventListener('visibilitychange', () => !document.hidden && hurry())
}

const hurry = () => connection.value === 'lost' && me.value && connect()

function take(frame: LiveFrame): void {
  if (frame.kind === 'beat') return loadReminders()
  if (frame.kind === 'typing') return showTyping(frame.conversation, frame.side)
  const isFirst = position === null
  position = frame.position
  if (frame.kind === 'changed') hear(frame.conversations)
  if (frame.kind === 'reload' || (frame.kind === 'hello' && isFirst)) void reload()
  if (frame.kind === 'hello') {
    tries = 0
    connection.value = 'live'
    resend()
  }
}

function lose(): void {
  disconnect()
  connection.value = 'lost'
  tries++
  // Spread out, so that a hundred desks do not come back in one instant.
  const waitMs = Math.min(15_000, 500 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random() / 2)
  again = setTimeout(() => {
    // A refused upgrade looks like a lost line: only an ordinary request tells a signed-out session.
    void get('/api/desk/me').then(connect, () => me.value && lose())
  }, waitMs)
}

function listenForSilence(line: WebSocket): void {
  clearTimeout(silence)
  silence = setTimeout(() => line === socket && lose(), silenceMs)
}

function showTyping(conversation: string, side: 'customer' | 'agent'): void {
  clearTimeout(typingEnds.get(conversation))
  typing.value = new Map(typing.value).set(conversation, side)
  const stop = () => stopTyping(conversation)
  typingEnds.set(conversation, setTimeout(stop, typingMs))
}

export function stopTyping(conversation: string): void {
  clearTimeout(typingEnds.get(conversation))
  typingEnds.delete(conversation)
  const rest = new Map(typing.value)
  if (rest.delete(conversation)) typing.value = rest
}

/** Forgets the place in the log, as when somebody else signs in. */
export function forgetPosition(): void {
  position = null
  tries = 0
}
