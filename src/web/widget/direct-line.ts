import { fetch, stringify } from './natives.ts'

/** The server said no, or (status 0) could not be reached in time. */
export type Refused = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfterMs: number
}

export type Answer = {
  readonly conversationId?: string
  readonly token?: string
  readonly expires_in?: number
  readonly streamUrl?: string
  readonly activities?: readonly unknown[]
  readonly watermark?: string | null
  readonly error?: { readonly code?: string; readonly message?: string }
}

const timeoutMs = 15_000

/** One Direct Line call: POST with a body, GET without. Throws `Refused`, and nothing else. */
export async function call(
  url: string,
  token?: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const refused = { status: 0, code: 'Unreachable', message: '', retryAfterMs: 0 }
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: 'Bearer ' + token }),
      },
      ...(body && { body: stringify(body) }),
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = (await response.json()) as Answer
    if (response.ok) return answer
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1000
    Object.assign(refused, answer.error, { status: response.status, retryAfterMs })
  } catch {
    // An answer cut short is no answer: whether the message was acknowledged is not known.
  }
  throw refused satisfies Refused
}
