import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './api-types.ts'
import { csrfToken, onSignedOut, Refusal } from './call.ts'

const signs: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('x-parley-csrf', csrfToken())
    return request
  },
}

/** The API of this server, typed by its OpenAPI document: `told(api.GET('/teams'))`. */
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  fetch: (request) => fetch(request, { signal: AbortSignal.timeout(20_000) }),
})
api.use(signs)

type Answer = {
  readonly data?: unknown
  readonly error?: { readonly code?: string; readonly detail?: string }
  readonly response: Response
}

/** What the API answered; Refusal with its own words when it refused or did not answer. */
export async function told<R extends Answer>(
  asked: Promise<R>,
): Promise<Exclude<R['data'], undefined>> {
  let answer: R
  try {
    answer = await asked
  } catch {
    throw new Refusal(0, 'Unreachable', 'Parley does not answer.')
  }
  const { data, error, response } = answer
  if (response.ok) return data as Exclude<R['data'], undefined>
  if (error?.code === 'NotSignedIn') onSignedOut.call()
  throw new Refusal(
    response.status,
    error?.code ?? 'Unexpected',
    error?.detail ?? `Something went wrong (${response.status}).`,
  )
}
