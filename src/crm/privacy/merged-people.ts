import type { Database } from '../database.ts'

export type MergedPeople = {
  /** Ids that became part of the customer, directly or by way of others. */
  readonly ids: readonly string[]
  /** What stood in their records. */
  readonly words: readonly string[]
}

/** Who became part of a customer, and is the same person. */
export async function mergedPeople(db: Pick<Database, 'all'>, id: string): Promise<MergedPeople> {
  const ids: string[] = []
  const words: string[] = []
  for (const wanted = [id]; wanted.length > 0;) {
    const rows = await db.all<{ gone: string; record: string }>(
      'select gone, record from merges where kept = ? and undone_at is null',
      wanted.pop(),
    )
    for (const { gone, record } of rows) {
      const { name, email, phone, address } = JSON.parse(record) as Record<string, string>
      ids.push(gone)
      wanted.push(gone)
      words.push(
        ...[gone, name, email, phone, address]
          .filter((word) => (word ?? '').length >= 5)
          .map(String),
      )
    }
  }
  return { ids, words }
}
