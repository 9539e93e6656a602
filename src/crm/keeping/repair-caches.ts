import { conversationAfter } from '../conversation-after.ts'
import { conversationBefore } from '../conversation-before.ts'
import { conversationColumns, conversationOf } from '../conversations.ts'
import type { Database } from '../database.ts'
import { loggedOf, type EventRow } from '../event-row.ts'
import { keepConversation } from '../record-entry.ts'
import { all, one, type Row, type Work } from '../work.ts'

const EVENTS_AT_ONCE = 1_000

/** Folds conversations anew and keeps what comes of it: the log is the truth. */
export async function repairCaches(
  db: Pick<Database, 'write'>,
  keys: readonly number[],
): Promise<void> {
  for (const key of keys) await db.write(() => refold(key))
}

export function* refold(key: number): Work<void> {
  const row = yield* one<Row>(`select ${conversationColumns} from conversations where key = ?`, key)
  if (!row) return
  const [identified] = yield* all(
    `select seq from events where conversation = ? and body like '{"kind":"identified"%' limit 1`,
    key,
  )
  let now = conversationBefore(conversationOf(row), identified !== undefined)
  for (;;) {
    const rows = yield* all<EventRow>(
      `select '' as conversation, seq, position, at, body from events
       where conversation = ? and seq > ? order by seq limit ?`,
      key,
      now.lastSeq,
      EVENTS_AT_ONCE,
    )
    now = conversationAfter(now, rows.map(loggedOf))
    if (rows.length < EVENTS_AT_ONCE) break
  }
  yield* keepConversation(key, now)
}
