import type { EraseRows, Leaving } from '../privacy/leaving.ts'
import type { Work } from '../work.ts'

/** Whom they were thought to be, and the records that became part of theirs. */
export function* eraseMerges({ ids }: Leaving, erase: EraseRows): Work<void> {
  for (const id of ids) {
    yield* erase('duplicates', 'a = ? or b = ?', id, id)
    yield* erase('merges', 'kept = ? or gone = ?', id, id)
    yield* erase('record_changes', "kind = 'customer' and record = ?", id)
  }
}
