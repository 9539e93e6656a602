import { signal } from '@preact/signals'
import type { StudioExamples, StudioOverview } from '../../server/wire.ts'
import { get, Refusal } from '../shared/call.ts'

export const overview = signal<StudioOverview | null>(null)
/** The server's words when the overview could not be had; 'signed-out' asks for a sign-in. */
export const problem = signal<string | null>(null)

/** The page and what is chosen on it, as the address says: `#/intents/order_status`. */
export const place = signal(readPlace())
addEventListener('hashchange', () => (place.value = readPlace()))

export async function loadOverview(): Promise<void> {
  problem.value = null
  try {
    overview.value = await get<StudioOverview>('/api/studio/overview')
  } catch (refusal) {
    const isSignedOut = refusal instanceof Refusal && refusal.code === 'NotSignedIn'
    problem.value = isSignedOut ? 'signed-out' : String((refusal as Error).message)
  }
}

export function loadExamples(intent: string): Promise<StudioExamples> {
  return get<StudioExamples>(`/api/studio/intents/${encodeURIComponent(intent)}/examples`)
}

function readPlace(): { page: string; chosen: string | null } {
  const [, page = 'overview', ...rest] = location.hash.replace(/^#/, '').split('/')
  return { page, chosen: rest.length > 0 ? decode(rest.join('/')) : null }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
