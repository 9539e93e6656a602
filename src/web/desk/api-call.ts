import { me } from './state.ts'

/**
 * Calls a route of /api/v1; throws an Error with the server's own words when it refuses. A `Blob`
 * is sent as it is.
 */
export async function apiCall<T>(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<T> {
  const isFile = body instanceof Blob
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      'x-parley-csrf': me.value?.csrf ?? '',
      ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body && { body: isFile ? body : JSON.stringify(body) }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as T
  const detail =
    typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : null
  throw new Error(
    typeof detail === 'string' ? detail : `Something went wrong (${response.status}).`,
  )
}
