import type { WireProblem } from '../../server/wire.ts'

/** What the server refused, in its own words; code 'Unreachable' when it did not answer. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
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
  const problem = isProblem(body) ? body.error : null
  if (problem?.code === 'NotSignedIn') onSignedOut.call()
  throw new Refusal(
    response.status,
    problem?.code ?? 'Unexpected',
    problem?.message ?? `Something went wrong (${response.status}).`,
  )
}

function isProblem(body: unknown): body is WireProblem {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}
