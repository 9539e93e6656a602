import { appendAudit } from '../../crm/audit/append-audit.ts'
import type { ApiRoute, Call } from './api-route.ts'

/** A page that stays open reads on and on: of one asker and record that is one reading. */
const READING_MS = 10 * 60_000
const MOST_READINGS = 20_000

const readings = new Map<string, number>()

/** Writes what a call did into the audit log; resolves once it is on disk. */
export async function writeAudit(
  { audit, operation, method }: ApiRoute,
  call: Call<unknown, unknown, unknown>,
  answer: unknown,
): Promise<void> {
  const about = await audit?.about(call, answer)
  if (!audit || !about) return
  const { kind, id } = about
  if (method === 'get' && !isNewReading(`${call.asker.id} ${operation} ${kind} ${id}`)) return
  await call.db.write(() => appendAudit({ by: call.actor, action: audit.action, ...about }))
}

function isNewReading(key: string, now = Date.now()): boolean {
  const last = readings.get(key)
  if (last !== undefined && now - last < READING_MS) return false
  readings.delete(key)
  readings.set(key, now)
  for (const [oldest, at] of readings) {
    if (readings.size <= MOST_READINGS && now - at < READING_MS) break
    readings.delete(oldest)
  }
  return true
}
