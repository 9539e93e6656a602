import type { Database } from '../database.ts'
import { run } from '../work.ts'
import type { DuplicateSearch } from './find-duplicates.ts'

const BATCH = 200

/**
 * Remembers what a search proposes. What a person decided stays decided; what was proposed before and
 * is found no more is proposed no more.
 */
export async function keepProposals(
  db: Database,
  { found }: DuplicateSearch,
  now = new Date(),
): Promise<void> {
  const at = now.toISOString()
  for (let from = 0; from < found.length; from += BATCH) {
    await db.write(function* () {
      for (const { a, b, probability, reasons } of found.slice(from, from + BATCH)) {
        yield* run(
          `insert into duplicates (a, b, probability, reasons, status, found_at)
           values (?, ?, ?, ?, 'open', ?)
           on conflict (a, b) do update set probability = excluded.probability,
             reasons = excluded.reasons, found_at = excluded.found_at`,
          a < b ? a : b,
          a < b ? b : a,
          probability,
          JSON.stringify(reasons),
          at,
        )
      }
    })
  }
  await db.write(() => run(`delete from duplicates where status = 'open' and found_at < ?`, at))
}
