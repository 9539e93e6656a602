import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'
import { newId } from '../records/new-id.ts'
import { one, run, type Work } from '../work.ts'

/** What somebody at the desk wrote down about a customer, a ticket or a company. */
export type Note = {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly by: string
}

/** The latest first, after the last one of the page before. */
export function notesOf(
  db: Pick<Database, 'all'>,
  kind: string,
  record: string,
  {
    before,
    limit,
  }: { readonly before: readonly [at: string, id: string] | null; readonly limit: number },
): Promise<Note[]> {
  return db.all<Note>(
    `select id, text, at, by_name as "by" from notes
     where kind = ? and record = ? and (at, id) < (?, ?) order by at desc, id desc limit ?`,
    kind,
    record,
    ...(before ?? ['9999', '']),
    limit,
  )
}

/** Says the new note's id. */
export function* addNote(
  { kind, record, text }: { readonly kind: string; readonly record: string; readonly text: string },
  { by, at }: { readonly by: Actor; readonly at: string },
): Work<Note> {
  const id = newId('N')
  const ticket =
    kind === 'ticket'
      ? yield* one<{ customer: string | null }>(
          'select customer from tickets where number = ?',
          record,
        )
      : null
  yield* run(
    `insert into notes (id, kind, record, customer, text, at, by_kind, by_id, by_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    kind,
    record,
    kind === 'customer' ? record : (ticket?.customer ?? null),
    text,
    at,
    by.kind,
    by.id,
    by.name,
  )
  return { id, text, at, by: by.name }
}
