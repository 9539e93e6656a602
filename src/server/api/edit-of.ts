import type { Edit } from '../../crm/people/edit.ts'
import type { Call } from './api-route.ts'

/** Who edits, when, and which version `If-Match` says they looked at. */
export function editOf({
  actor,
  ifMatch,
}: Pick<Call<unknown, unknown, unknown>, 'actor' | 'ifMatch'>): Edit {
  return {
    by: actor,
    at: new Date().toISOString(),
    ...(ifMatch !== null && { expected: ifMatch }),
  }
}
