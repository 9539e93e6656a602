import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Actor } from './actor.ts'
import type { FieldChange } from './write-history.ts'

/** One version of a record: who made it, when, and what was different in it. */
export type Version = {
  readonly version: number
  readonly at: string
  readonly by: Actor
  readonly what: 'made' | 'changed' | 'removed'
  readonly fields: readonly FieldChange[]
}

/** The latest versions of a record first; those below `before` when given. */
export async function readHistory(
  db: Pick<Database, 'all'>,
  kind: string,
  record: string,
  { before = 2 ** 31 - 1, limit = 50 }: { before?: number; limit?: number } = {},
): Promise<Version[]> {
  const rows = await db.all<Row>(
    `select h.version, h.at, h.by_kind as "byKind", h.by_id as "byId",
       case when h.by_kind = 'customer' then coalesce(c.name, '') else h.by_name end as "byName",
       h.what, h.field, h.was, h.became
     from record_changes h left join customers c on h.by_kind = 'customer' and c.id = h.by_id
     where h.kind = ? and h.record = ? and h.version in (
       select distinct version from record_changes
       where kind = ? and record = ? and version < ? order by version desc limit ?)
     order by h.version desc, h.id`,
    kind,
    record,
    kind,
    record,
    before,
    limit,
  )
  const versions = new Map<number, Version & { readonly fields: FieldChange[] }>()
  for (const { version, at, byKind, byId, byName, what, field, was, became } of rows) {
    const by = { kind: byKind, id: byId, name: byName }
    const known = versions.get(version) ?? { version, at, by, what, fields: [] }
    versions.set(version, known)
    if (field !== null) known.fields.push({ field, was: jsonOf(was), became: jsonOf(became) })
  }
  return [...versions.values()]
}

type Row = {
  readonly version: number
  readonly at: string
  readonly byKind: Actor['kind']
  readonly byId: string
  readonly byName: string
  readonly what: Version['what']
  readonly field: string | null
  readonly was: string | null
  readonly became: string | null
}

const jsonOf = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json))
