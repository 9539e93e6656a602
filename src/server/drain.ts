import type { Server } from 'node:http'

/**
 * Ends a server without cutting anybody short: takes no more connections, closes the sockets with
 * 1012, lets requests under way finish, and after `graceMs` closes what is left.
 */
export async function drain(server: Server, graceMs = 10_000): Promise<void> {
  server.emit('drain')
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  await closed
  clearTimeout(timer)
  clearInterval(idle)
}
