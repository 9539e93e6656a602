import type { WireProblem } from '../../server/wire.ts'

/** What the server refused, in its own words; code 'Unreachable' when it did not answer. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.details = details
  }
}

let csrf = ''

/** Every change carries this header: a foreign page can neither know nor send it. */
export function setCsrf(token: string): void {
  csrf = token
}

export const csrfToken = (): string => csrf

export function get<T>(path: string): Promise<T> {
  return call<T>(path, {})
}

export function post<T>(path: string, body: object = {}): Promise<T> {
  return call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-parley-csrf': csrf },
    body: JSON.stringify(body),
  })
}

/** A change of a record. `version` is the one that was looked at: a later one refuses it. */
export function send<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  version?: number,
): Promise<T> {
  return call<T>(path, {
    method,
    headers: {
      'x-parley-csrf': csrf,
      ...(body && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** For whoever must know of a session that ended while the page was open. */
export const onSignedOut: { call: () => void } = { call: () => {} }

async function call<T>(path: string, options: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(20_000) })
  } catch {
    throw new Refusal(0, 'Unreachable', 'Parley does not answer.')
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return body as T
  const problem = problemIn(body)
  if (problem?.code === 'NotSignedIn') onSignedOut.call()
  throw new Refusal(
    response.status,
    problem?.code ?? 'Unexpected',
    problem?.message ?? `Something went wrong (${response.status}).`,
    problem?.details,
  )
}

/** The desk's own routes and the API word their refusals each in a form of their own. */
function problemIn(body: unknown): WireProblem['error'] | null {
  if (isProblem(body)) return body.error
  if (typeof body !== 'object' || body === null) return null
  if (!('code' in body && 'detail' in body)) return null
  const { code, detail: message } = body
  if (typeof code !== 'string' || typeof message !== 'string') return null
  const details = 'details' in body ? (body.details as Record<string, unknown>) : {}
  return { code, message, details }
}

function isProblem(body: unknown): body is WireProblem {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}
