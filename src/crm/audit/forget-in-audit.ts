import { run, type Work } from '../work.ts'

/** Forgets which records of a kind entries are about; that they were made stays, and the chain whole. */
export function* forgetInAudit(kind: string, ids: readonly string[]): Work<void> {
  for (const id of ids) {
    yield* run(
      'update audit set id = null, detail = null, salt = null where kind = ? and id = ?',
      kind,
      id,
    )
  }
}
