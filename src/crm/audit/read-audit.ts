import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'

export type AuditEntry = {
  readonly number: number
  readonly at: string
  readonly by: Actor
  readonly action: string
  readonly kind: string
  /** Null once whom it was about was erased. */
  readonly id: string | null
  readonly detail: Json
}

export type AuditFilter = {
  readonly by?: string | undefined
  readonly action?: string | undefined
  readonly kind?: string | undefined
  readonly id?: string | undefined
  /** Only entries with lower numbers. */
  readonly before?: number | undefined
  readonly limit?: number
}

type Row = Omit<AuditEntry, 'by' | 'detail'> & {
  readonly byKind: Actor['kind']
  readonly byId: string
  readonly byName: string
  readonly detail: string | null
}

/** Entries of the audit log, newest first. */
export async function readAudit(
  db: Pick<Database, 'all'>,
  { limit = 50, ...filter }: AuditFilter = {},
): Promise<AuditEntry[]> {
  const asked = [
    ['by_id = ?', filter.by],
    ['action = ?', filter.action],
    ['kind = ?', filter.kind],
    ['id = ?', filter.id],
    ['number < ?', filter.before],
  ].filter(([, value]) => value !== undefined)
  const where = ['1 = 1', ...asked.map(([condition]) => condition)].join(' and ')
  const rows = await db.all<Row>(
    `select number, at, by_kind as "byKind", by_id as "byId", by_name as "byName", action, kind,
       id, detail from audit where ${where} order by number desc limit ?`,
    ...asked.map(([, value]) => value),
    limit,
  )
  return rows.map(({ byKind, byId, byName, detail, ...row }) => ({
    ...row,
    by: { kind: byKind, id: byId, name: byName },
    detail: detail === null ? null : (JSON.parse(detail) as Json),
  }))
}
