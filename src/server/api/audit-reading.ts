import { owns } from '../../crm/access/owns.ts'
import type { RecordKind } from '../../crm/access/rules.ts'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import type { ApiRoute, Call } from './api-route.ts'

/** A page that stays open reads on and on: of one asker and record that is one reading. */
const READING_MS = 10 * 60_000
const MOST_READINGS = 20_000

/** What tells of customers. */
const ofCustomers: ReadonlySet<RecordKind> = new Set([
  'customer',
  'company',
  'order',
  'return',
  'conversation',
  'ticket',
  'task',
  'opportunity',
])

type Audit = NonNullable<ApiRoute['audit']>

const readings = new Map<string, number>()

/**
 * What reading by a route is written down as: what the route says, or else the record that its path
 * names, unless it is the asker's own, or else which kinds it lists. Null for what changes something,
 * which writes its entry in its own transaction, and for what tells of no customer.
 */
export function auditOf({ method, audit, of, lists = [] }: ApiRoute): Audit | null {
  if (method !== 'get' || audit === null) return null
  if (audit) return audit
  if (of && ofCustomers.has(of.kind)) {
    return {
      action: 'read',
      async about({ db, asker, params }) {
        const id = String((params as Record<string, unknown>)[of.by])
        return (await owns(db, asker, of.kind, id)) ? null : { kind: of.kind, id }
      },
    }
  }
  const listed = lists.filter((kind) => ofCustomers.has(kind))
  if (listed.length === 0) return null
  return { action: 'listed', about: () => ({ kind: listed.join(' '), id: 'many' }) }
}

/** Writes into the audit log what is about to be told; resolves once it is on disk. */
export async function writeReading(
  route: ApiRoute,
  call: Call<unknown, unknown, unknown>,
  answer: unknown,
): Promise<void> {
  const audit = auditOf(route)
  const about = await audit?.about(call, answer)
  if (!audit || !about) return
  const { kind, id } = about
  const reading = `${call.asker.id} ${route.operation} ${kind} ${id}`
  if (!isNewReading(reading)) return
  try {
    await call.db.write(() => appendAudit({ by: call.actor, action: audit.action, ...about }))
  } catch (error) {
    readings.delete(reading)
    throw error
  }
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
