import type { WebSocket } from 'ws'

/** A socket that gives no sign of life between two looks, this many seconds apart, is dead. */
const EVERY_SECONDS = 14

/** More messages than this between two looks are not a chat. */
const MOST_MESSAGES = 500

type Life = { heard: boolean; messages: number }

/**
 * Finds half-open sockets within 30 s, and keeps the others open through proxies: a ping for us to
 * hear back, and an empty frame for the client, which cannot see pings. The sockets are looked at a
 * few at a time, so that many thousands never hold up a turn.
 */
export function watchLiveness() {
  const shares = Array.from({ length: EVERY_SECONDS }, () => new Map<WebSocket, Life>())
  let next = 0
  let now = 0

  const timer = setInterval(() => {
    now = (now + 1) % EVERY_SECONDS
    for (const [socket, life] of shares[now] ?? []) look(socket, life)
  }, 1_000)
  timer.unref()

  return {
    add(socket: WebSocket): void {
      const life: Life = { heard: true, messages: 0 }
      const hear = () => {
        life.heard = true
        life.messages++
        if (life.messages > MOST_MESSAGES) socket.close(1008, 'too many messages')
      }
      socket.on('pong', hear)
      socket.on('ping', hear)
      socket.on('message', (_data, isBinary) => {
        hear()
        // Clients send empty frames to keep the line open, and nothing else that matters.
        if (isBinary) socket.close(1003, 'text only')
      })
      next = (next + 1) % EVERY_SECONDS
      shares[next]?.set(socket, life)
    },
    delete(socket: WebSocket): void {
      for (const share of shares) if (share.delete(socket)) return
    },
    stop(): void {
      clearInterval(timer)
    },
  }
}

function look(socket: WebSocket, life: Life): void {
  if (!life.heard) return socket.terminate()
  life.heard = false
  life.messages = 0
  if (socket.readyState !== socket.OPEN) return
  socket.ping()
  socket.send('')
}
