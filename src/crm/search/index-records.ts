import { createHash } from 'node:crypto'
import type { Database } from '../database.ts'
import { all, one, run, type Work } from '../work.ts'
import type { Indexed } from './index-messages.ts'
import { addWords, removeWords, type Words } from './index-words.ts'
import { findRecords, type Found, type RecordKind } from './records.ts'
import { termsOf } from './terms.ts'

type Change = { readonly id: number; readonly kind: RecordKind; readonly ref: string }

/** Takes in what has changed of the records, at most `limit` changes. */
export async function indexRecords(db: Database, limit: number): Promise<Indexed> {
  const began = performance.now()
  const changes = await db.all<Change>(
    'select id, kind, ref from search_changes order by id limit ?',
    limit,
  )
  if (changes.length === 0) return { count: 0, tookMs: 0 }
  const records: { kind: RecordKind; ref: string; found: Found | null; words: string[] }[] = []
  for (const kind of ['customer', 'order', 'ticket'] as const) {
    const refs = [...new Set(changes.flatMap((one) => (one.kind === kind ? [one.ref] : [])))]
    const found = new Map((await findRecords(db, kind, refs)).map((one) => [one.ref, one]))
    for (const ref of refs) {
      const record = found.get(ref) ?? null
      records.push({ kind, ref, found: record, words: record ? wordsOf(record) : [] })
    }
  }
  const prepared = performance.now() - began
  const writing = await db.write(function* () {
    const began = performance.now()
    if (!(yield* takeOff(changes))) return 0
    const added: Record<RecordKind, Words[]> = { customer: [], order: [], ticket: [] }
    for (const { kind, ref, found, words } of records) {
      const digest = digestOf(words)
      if (found && (yield* isKnown(kind, ref, found.at, digest))) continue
      yield* removeRecord(db, kind, ref, found === null)
      if (found) added[kind].push({ id: yield* entryOf(kind, ref, found.at, digest), words })
    }
    for (const [kind, some] of Object.entries(added)) {
      yield* addWords(db.engine, kind as RecordKind, some)
    }
    return performance.now() - began
  })
  return { count: changes.length, tookMs: prepared + writing }
}

/** False when another process has taken some of them in meanwhile, and may know better. */
function* takeOff(changes: readonly Change[]): Work<boolean> {
  const [first, last] = [changes[0]?.id ?? 0, changes.at(-1)?.id ?? 0]
  const row = yield* one<{ count: number }>(
    'select count(*) as count from search_changes where id between ? and ?',
    first,
    last,
  )
  if (row?.count !== changes.length) return false
  yield* run('delete from search_changes where id between ? and ?', first, last)
  return true
}

/** Takes a record out of the index; `isGone` when it is not to be put in again. */
export function* removeRecord(
  db: Pick<Database, 'engine'>,
  kind: RecordKind,
  ref: string,
  isGone: boolean,
): Work<void> {
  const [entry] = yield* all<{ id: number }>(
    'select id from search_entries where kind = ? and ref = ?',
    kind,
    ref,
  )
  if (!entry) return
  yield* removeWords(db.engine, kind, [entry.id])
  if (isGone) yield* run('delete from search_entries where id = ?', entry.id)
}

/** An order changes with each of its items, and most changes are of none of its words. */
function* isKnown(kind: RecordKind, ref: string, at: string, digest: string): Work<boolean> {
  const known = yield* one(
    'select id from search_entries where kind = ? and ref = ? and at = ? and digest = ?',
    kind,
    ref,
    at,
    digest,
  )
  return known !== null
}

const digestOf = (words: readonly string[]): string =>
  createHash('sha256').update(words.join(' ')).digest('base64url')

function* entryOf(kind: RecordKind, ref: string, at: string, digest: string): Work<number> {
  const [entry] = yield* all<{ id: number }>(
    `insert into search_entries (kind, ref, at, digest) values (?, ?, ?, ?)
     on conflict (kind, ref) do update set at = excluded.at, digest = excluded.digest returning id`,
    kind,
    ref,
    at,
    digest,
  )
  return entry?.id ?? 0
}

const wordsOf = ({ text, also }: Found): string[] => [
  ...termsOf(text).map(({ word }) => word),
  ...also,
]
