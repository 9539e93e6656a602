import type { Database } from '../database.ts'
import { kinds, type Kind } from './query-fields.ts'
import { prepare, search, type Search, type SearchPage } from './search.ts'

export type SearchGroup = SearchPage & { readonly kind: Kind }

/** The first page of every kind that has something, each with a cursor of its own. */
export async function searchEach(
  db: Database,
  asked: Omit<Search, 'kind' | 'cursor'>,
): Promise<SearchGroup[]> {
  const prepared = await prepare(db, asked.text)
  const groups: SearchGroup[] = []
  for (const kind of kinds) {
    const page = await search(db, { ...asked, kind }, prepared)
    if (page.hits.length > 0) groups.push({ kind, ...page })
  }
  return groups
}
