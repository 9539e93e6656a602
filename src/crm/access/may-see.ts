import type { Database } from '../database.ts'
import { Problem } from '../../problem.ts'
import type { Asker } from './asker.ts'
import { recordTables } from './record-tables.ts'
import { rules, type Condition, type RecordKind, type Rule } from './rules.ts'

/**
 * What an asker may see of a kind, for use inside a query:
 *
 *     const seen = maySee(asker, 'conversation', 'c')
 *     db.all(`select … from conversations c where status = ? and ${seen.sql}`, 'open', ...seen.params)
 */
export function maySee(asker: Asker, kind: RecordKind, row: string): Condition {
  const rule: Rule = rules[kind]
  return rule(asker, row)
}

/** Those of a list of ids that exist and that the asker may see. */
export async function seenAmong(
  db: Pick<Database, 'all'>,
  asker: Asker,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const [table, key] = recordTables[kind]
  const seen = maySee(asker, kind, 'r')
  const rows = await db.all<{ id: string }>(
    `select r.${key} as id from ${table} r
     where r.${key} in (${ids.map(() => '?').join(', ')}) and ${seen.sql}`,
    ...ids,
    ...seen.params,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Problem 'not-found' alike for what is not there and for what is not theirs to see. */
export async function mustSee(
  db: Pick<Database, 'all'>,
  asker: Asker,
  kind: RecordKind,
  id: string,
): Promise<void> {
  const seen = await seenAmong(db, asker, kind, [id])
  if (seen.size > 0) return
  const name = kind[0]!.toUpperCase() + kind.slice(1)
  throw new Problem('not-found', `${name}NotFound`, `There is no ${kind} ${id}.`)
}
