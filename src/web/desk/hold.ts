import type { Recorded } from '../../server/wire.ts'
import { post, Refusal } from '../shared/call.ts'
import { append, catchUp } from './load.ts'
import { open, trouble } from './state.ts'

/** Takes over, gives back or resolves the conversation on the screen. */
export const hold = (how: 'claim' | 'give-back' | 'resolve'): Promise<void> =>
  move((id) => `/api/desk/conversations/${id}/${how}`)

/** Lets it wait for a team. */
export const sendTo = (team: string): Promise<void> =>
  move((id) => `/api/v1/conversations/${id}/team`, { team })

async function move(path: (id: string) => string, body?: object): Promise<void> {
  const id = open.value?.id
  if (!id) return
  trouble.value = null
  try {
    const { events } = await post<Recorded>(path(id), body)
    append(id, events)
  } catch (problem) {
    trouble.value = problem instanceof Refusal ? problem.message : String(problem)
  }
  // Whatever the answer, the screen must show who holds it now.
  await catchUp(id)
}
