import type { Json } from '../conversation.ts'
import type { Database } from './database.ts'
import { one, run } from './work.ts'

/**
 * Keeps how a channel's customer is reached outside of a turn. What was said before the first is
 * taken for told. Written only when it changed.
 */
export async function keepReference(
  db: Database,
  conversation: string,
  reference: Json,
): Promise<void> {
  const written = JSON.stringify(reference)
  const [known] = await db.all<{ reference: string | null }>(
    'select reference from conversations where id = ?',
    conversation,
  )
  if (!known || known.reference === written) return
  await db.write(() =>
    run(
      `update conversations set reference = ?,
         told_seq = case when reference is null then last_seq else told_seq end where id = ?`,
      written,
      conversation,
    ),
  )
}

/** What its channel has not been told: the events after `after`, up to `until`. */
export type Untold = { readonly reference: Json; readonly after: number; readonly until: number }

/** Claims what is to be told, so that of several processes one tells it; null when there is nothing. */
export function claimUntold(db: Database, conversation: string): Promise<Untold | null> {
  return db.write(function* () {
    const row = yield* one<{ reference: string; told: unknown; last: unknown }>(
      `select reference, told_seq as told, last_seq as last from conversations
       where id = ? and reference is not null and told_seq < last_seq`,
      conversation,
    )
    if (!row) return null
    const [after, until] = [Number(row.told), Number(row.last)]
    // Whoever else read the same row at the same time finds it claimed.
    const claimed = yield* one(
      'update conversations set told_seq = ? where id = ? and told_seq = ? returning id',
      until,
      conversation,
      after,
    )
    return claimed && { reference: JSON.parse(row.reference) as Json, after, until }
  })
}

/** Gives back what could not be told. */
export async function giveBackUntold(
  db: Database,
  conversation: string,
  { after, until }: Untold,
): Promise<void> {
  await db.write(() =>
    run(
      'update conversations set told_seq = ? where id = ? and told_seq = ?',
      after,
      conversation,
      until,
    ),
  )
}

/** The conversations that have something to tell, such as after a crash. */
export async function conversationsToTell(db: Database, limit = 1000): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    'select id from conversations where reference is not null and told_seq < last_seq limit ?',
    limit,
  )
  return rows.map(({ id }) => id)
}
