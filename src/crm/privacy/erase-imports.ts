import { run, type Work } from '../work.ts'
import type { PersonRecords } from './person.ts'

type Deletion = readonly [table: string, condition: string, ...params: readonly unknown[]]

/** What imports and merges keep of a person: their records as they were, and rows that were refused. */
export function importDeletions(
  person: PersonRecords,
  merged: readonly string[],
  names: readonly string[],
): Deletion[] {
  const ids = [person.customer.id, ...merged]
  const records = (kind: string, keys: readonly string[]): Deletion[] =>
    keys.map((key) => ['import_records', 'kind = ? and record = ?', kind, key])
  const contains = (name: string) => `%${jsonOf(name).replace(/[!%_]/g, '!$&')}%`
  return [
    ...records('customer', ids),
    ...records('order', person.orders),
    ...records('ticket', person.tickets),
    ...names.map((name): Deletion => [
      'import_refusals',
      `lower(cells) like lower(?) escape '!'`,
      contains(name),
    ]),
    ...ids.map((id): Deletion => ['duplicates', 'a = ? or b = ?', id, id]),
    ...ids.map((id): Deletion => ['merges', 'kept = ? or gone = ?', id, id]),
    ...ids.map((id): Deletion => ['record_changes', "kind = 'customer' and record = ?", id]),
  ]
}

const jsonOf = (text: string): string => JSON.stringify(text).slice(1, -1)

/**
 * Files that wait may hold the person, and nobody can say: they are not to be imported. An import that
 * runs stops at its next batch.
 */
export function withdrawImports(at: string): Work<void> {
  return run(
    `update imports set status = 'withdrawn', ended_at = ?,
       error = 'A customer was erased meanwhile. Send the file again, without them.'
     where status in ('planned', 'running', 'failed') and kind <> 'products' and kind <> 'companies'`,
    at,
  )
}
