import { WebSocket } from 'ws'
import type { Role } from '../../src/crm/access/role.ts'
import { createAgent } from '../../src/crm/agents.ts'
import { hashPassword } from '../../src/server/sign-in-password.ts'
import type { LiveFrame, Me } from '../../src/server/wire.ts'
import type { Served } from './serve.ts'

export const password = 'harbour lamp seventeen'

export type Answer = { status: number; body: unknown; text: string; cookie: string | null }

/** A browser at the desk: it keeps the cookie and sends what the desk's page sends. */
export type DeskClient = {
  readonly me: Me
  readonly cookie: string
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** Calls /api/v1 as the desk's newer pages do. */
  readonly api: (method: string, path: string, body?: unknown) => Promise<Answer>
}

export async function ask(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // Not every answer is JSON: the tests look at `text` then.
  }
  return { status: response.status, body: json, text, cookie: response.headers.get('set-cookie') }
}

/** What the desk's own page sends before anybody is signed in. */
export const ours = (url: string) => ({ origin: url, 'x-parley-csrf': '' })

export async function signIn(
  { url }: Pick<Served, 'url'>,
  email: string,
  secret = password,
): Promise<DeskClient> {
  const answer = await ask(url, 'POST', '/api/desk/sign-in', ours(url), { email, password: secret })
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return client(url, answer)
}

export function client(url: string, answer: Answer): DeskClient {
  const me = answer.body as Me
  const cookie = answer.cookie?.split(';')[0] ?? ''
  const headers = { cookie, origin: url, 'x-parley-csrf': me.csrf }
  return {
    me,
    cookie,
    get: (path) => ask(url, 'GET', `/api/desk${path}`, headers),
    post: (path, body = {}, more = {}) =>
      ask(url, 'POST', `/api/desk${path}`, { ...headers, ...more }, body),
    api: (method, path, body) => ask(url, method, `/api/v1${path}`, headers, body),
  }
}

/** An agent with the password of the tests. */
export async function hire({ db }: Pick<Served, 'db'>, name: string, role: Role = 'agent') {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  return createAgent(db, { name, email, role, passwordHash: await hashPassword(password) })
}

/** By whom tests change what the audit log keeps. */
export const testing = { kind: 'system', id: 'test', name: 'The test' } as const

/** The live line of a desk: its frames so far, and how it was closed. */
export function listen(url: string, headers: Record<string, string>, after?: number) {
  const query = after === undefined ? '' : `?after=${after}`
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/desk/live${query}`, { headers })
  const frames: LiveFrame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as LiveFrame))
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve)
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', () => {})
  })
  const next = async <K extends LiveFrame['kind']>(kind: K): Promise<LiveFrame & { kind: K }> => {
    for (;;) {
      const at = frames.findIndex((frame) => frame.kind === kind)
      if (at >= 0) return frames.splice(0, at + 1).at(-1) as LiveFrame & { kind: K }
      await new Promise((resolve, reject) => {
        socket.once('message', resolve)
        void closed.then((code) => reject(new Error(`closed: ${code}`)))
      })
    }
  }
  return { socket, frames, closed, next }
}
