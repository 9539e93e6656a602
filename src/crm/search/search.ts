import { setImmediate as aMoment } from 'node:timers/promises'
import type { Asker } from '../access/asker.ts'
import { seenAmong } from '../access/may-see.ts'
import type { Database } from '../database.ts'
import { candidatesOf, type Candidate, type Candidates } from './candidates.ts'
import { readCursor, writeCursor, type Cursor } from './cursor.ts'
import { excerptOf, type Excerpt } from './excerpt.ts'
import { expand } from './expand.ts'
import { kinds, statuses, type Kind } from './query-fields.ts'
import { rank, type Ranked } from './rank.ts'
import { readQuery, type Phrase, type SearchQuery } from './read-query.ts'
import { scopeOf } from './scope.ts'

export type Search = {
  readonly asker: Asker
  /** What was typed: see `readQuery`. */
  readonly text: string
  /** Only of this kind; of all when absent. */
  readonly kind?: Kind
  /** At most this many, 20 when absent. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

export type Hit = Omit<Candidate, 'text'> & { readonly excerpt: Excerpt }

export type SearchPage = {
  readonly hits: readonly Hit[]
  /** Hand it back as `cursor` for the next page; null at the end. */
  readonly next: string | null
}

/** What is the same for every kind and every page. */
export type Prepared = Awaited<ReturnType<typeof prepare>>

export async function prepare(db: Database, text: string) {
  const query = readQuery(text)
  const scope = await scopeOf(db, query)
  const wanted = []
  for (const phrase of query.phrases) wanted.push(await expand(db, phrase))
  const numbered = query.order === null ? [] : [await expand(db, numberOf(query.order))]
  const [state] = await db.all<{ position: number }>('select position from search_state')
  const total = 1 + (state?.position ?? 0)
  return { query, scope, wanted, numbered, total }
}

/** Windows of the newest matches that are looked through for one page. */
const MOST_WINDOWS = 4

/**
 * Searches customers, orders, tickets and messages, the best first among the newest matches of
 * each kind, then among those before them. Problem 'invalid' when the query or the cursor cannot
 * be read. What was written a moment ago is found a second later: see `keepIndex`.
 */
export async function search(
  db: Database,
  { asker, text, kind, limit = 20, cursor }: Search,
  prepared?: Prepared,
): Promise<SearchPage> {
  const { query, scope, wanted, numbered, total } = prepared ?? (await prepare(db, text))
  const asked = query.kinds.filter((one) => !kind || kind === one)
  const seen = asked.filter((one) => canHave(one, query.statuses))
  if (asker.sees === 'none' || isEmpty(query) || seen.length === 0) return { hits: [], next: null }
  let from = cursor === undefined ? beginning(seen) : readCursor(cursor)
  for (let tries = 0; ; tries++) {
    const windows = new Map<Kind, Candidates>()
    for (const one of seen) {
      const below = from.below[one]
      if (below === undefined) continue
      // Turns go on while somebody searches.
      await aMoment()
      const all = one === 'message' ? [...wanted, ...numbered] : wanted
      windows.set(one, await candidatesOf(db, asker, one, all, scope, below))
    }
    const found = [...windows.values()].flatMap((window) => window.found)
    const ranked = rank(found, query.phrases, [...wanted, ...numbered], { total, now: from.now })
    const hits = await withoutUnseen(
      db,
      asker,
      ranked.slice(from.shown, from.shown + limit).map(hitOf),
    )
    const next = after(from, windows, ranked.length, limit)
    if (hits.length > 0 || !next || tries === MOST_WINDOWS) {
      return { hits, next: next && writeCursor(next) }
    }
    from = next
  }
}

const isEmpty = ({ phrases, kinds: asked, ...fields }: SearchQuery) =>
  phrases.length === 0 &&
  asked.length === kinds.length &&
  Object.values(fields).every((field) => field === null)

/** Nothing is looked through for a status that it never has. */
const canHave = (kind: Kind, asked: SearchQuery['statuses']): boolean =>
  asked === null || asked.some((status) => statuses[kind].includes(status))

const beginning = (seen: readonly Kind[]): Cursor => ({
  now: Date.now(),
  below: Object.fromEntries(seen.map((kind) => [kind, Number.MAX_SAFE_INTEGER])),
  shown: 0,
})

/** A customer may be known to all, and the latest conversation with them not. */
async function withoutUnseen(db: Database, asker: Asker, hits: readonly Hit[]): Promise<Hit[]> {
  if (asker.sees === 'all') return [...hits]
  const ids = hits.flatMap(({ conversation }) => (conversation === null ? [] : [conversation]))
  const seen = await seenAmong(db, asker, 'conversation', ids)
  return hits.map((hit) => ({
    ...hit,
    conversation: hit.conversation !== null && seen.has(hit.conversation) ? hit.conversation : null,
  }))
}

function hitOf({ candidate: { text, ...rest }, ranges }: Ranked): Hit {
  return { ...rest, excerpt: excerptOf(text, ranges) }
}

/** Whether it is written HP-10023 or hp10023. */
function numberOf(order: string): Phrase {
  const [phrase] = readQuery(order).phrases
  return { words: phrase?.words ?? [], isPrefix: false, isExact: false }
}

/** The same windows further on, else those before them. */
function after(
  { now, below, shown }: Cursor,
  windows: ReadonlyMap<Kind, Candidates>,
  found: number,
  limit: number,
): Cursor | null {
  const isSame = shown + limit < found
  const next: Record<string, number> = {}
  for (const [kind, { top, low, hasMore }] of windows) {
    if (isSame && top !== null) next[kind] = Math.min(below[kind] ?? 0, top + 1)
    if (!isSame && hasMore && low !== null) next[kind] = low
  }
  if (Object.keys(next).length === 0) return null
  return { now, below: next, shown: isSame ? shown + limit : 0 }
}
