import type { Database } from '../database.ts'
import { refold } from '../keeping/repair-caches.ts'
import { recordShapes } from '../records/record-shapes.ts'
import { rereadMessages } from '../search/forget.ts'
import { removeRecord } from '../search/index-records.ts'
import { all, one, run, type Work } from '../work.ts'
import type { Mention } from './find-mentions.ts'
import { isSearched } from './is-searched.ts'
import { redactJson, type Redaction } from './redact.ts'

type Texts = {
  readonly table: string
  readonly key: string
  readonly columns: readonly string[]
  /** The columns hold JSON. */
  readonly isJson?: true
  /** For the search, where it reads them. */
  readonly kind?: string
}

/** Where people may be named by others: the fields of records that say so, and some beside. */
const texts: readonly Texts[] = [
  ...recordShapes
    .filter(({ kind }) => kind !== 'customer')
    .map(({ kind, table, key, fields }) => ({
      kind,
      table,
      key,
      columns: Object.values(fields).flatMap(({ isPersonal, column }) =>
        isPersonal ? [column] : [],
      ),
    })),
  { table: 'notes', key: 'id', columns: ['text'] },
  { table: 'campaigns', key: 'id', columns: ['filter'] },
  { table: 'imports', key: 'id', columns: ['report'], isJson: true },
  { table: 'record_changes', key: 'id', columns: ['was', 'became'], isJson: true },
]

/** Blackens a person's names in what others wrote; returns in how many rows, by table. */
export function* blacken(
  db: Pick<Database, 'engine'>,
  mentioned: readonly Mention[],
  redact: Redaction,
): Work<Record<string, number>> {
  const counts: Record<string, number> = { events: yield* inEvents(db, mentioned, redact) }
  for (const some of texts) {
    if (some.columns.length === 0) continue
    counts[some.table] = (counts[some.table] ?? 0) + (yield* inTexts(db, some, redact))
  }
  return counts
}

function* inEvents(
  db: Pick<Database, 'engine'>,
  mentioned: readonly Mention[],
  redact: Redaction,
): Work<number> {
  const touched = new Set<number>()
  const blackened: number[] = []
  for (const { position, conversation } of mentioned) {
    const row = yield* one<{ body: string }>('select body from events where position = ?', position)
    if (!row) continue
    const body = redactJson(row.body, redact)
    if (body === row.body) continue
    yield* run('update events set body = ? where position = ?', body, position)
    touched.add(conversation)
    blackened.push(position)
  }
  for (const key of touched) yield* refold(key)
  yield* rereadMessages(db, blackened)
  return blackened.length
}

function* inTexts(
  db: Pick<Database, 'engine'>,
  { table, key, columns, isJson, kind = '' }: Texts,
  redact: Redaction,
): Work<number> {
  const cover = (text: string) => (isJson ? redactJson(text, redact) : redact(text))
  let count = 0
  for (let last: unknown = null; ;) {
    const rows = yield* all(
      `select ${key}, ${columns.join(', ')} from ${table}
       ${last === null ? '' : `where ${key} > ?`} order by ${key} limit 500`,
      ...(last === null ? [] : [last]),
    )
    for (const row of rows) {
      const given = columns.map((column) => row[column] as string | null)
      const blackened = given.map((text) => text && cover(text))
      if (blackened.every((text, i) => text === given[i])) continue
      yield* run(
        `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where ${key} = ?`,
        ...blackened,
        row[key],
      )
      // Put in again as it is now, by the reader of the index.
      if (isSearched(kind)) yield* removeRecord(db, kind, String(row[key]), true)
      count++
    }
    last = rows.at(-1)?.[key] ?? last
    if (rows.length < 500) return count
  }
}
