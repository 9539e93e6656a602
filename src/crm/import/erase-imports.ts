import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import { run, type Work } from '../work.ts'

/**
 * Their records as imports found them, and refused rows in which they stand. Files that wait may hold
 * the person, and nobody can say: they are not to be imported. An import that runs stops at its next
 * batch.
 */
export function* eraseImports({ person, ids, names, at }: Leaving, erase: EraseRows): Work<void> {
  const { orders, tickets } = person
  for (const [kind, keys] of Object.entries({ customer: ids, order: orders, ticket: tickets })) {
    for (const key of keys) {
      yield* erase('import_records', 'kind = ? and record = ?', kind, key)
    }
  }
  for (const name of names) {
    yield* erase('import_refusals', `lower(cells) like lower(?) escape '!'`, contains(name))
  }
  yield* run(
    `update imports set status = 'withdrawn', ended_at = ?,
       error = 'A customer was erased meanwhile. Send the file again, without them.'
     where status in ('planned', 'running', 'failed') and kind <> 'products' and kind <> 'companies'`,
    at,
  )
}

const contains = (name: string): string =>
  `%${JSON.stringify(name).slice(1, -1).replace(/[!%_]/g, '!$&')}%`
