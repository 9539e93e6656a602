import type { Database } from '../database.ts'
import { all, run, type Work } from '../work.ts'
import { removeRecord } from './index-records.ts'
import { addWords, removeWords } from './index-words.ts'
import { messageText } from './message-text.ts'
import type { RecordKind } from './records.ts'
import { termsOf } from './terms.ts'

/**
 * Takes all that was said in a conversation out of the search. To be run in the transaction that
 * erases it, before its events are gone or rewritten; what is read for the index at this moment
 * does not come back.
 */
export function* forgetConversation(
  db: Pick<Database, 'engine'>,
  conversation: string,
): Work<void> {
  const events = yield* all<{ position: number }>(
    `select position from events where conversation =
       (select key from conversations where id = ?) order by position`,
    conversation,
  )
  yield* removeWords(
    db.engine,
    'message',
    events.map(({ position }) => position),
  )
  yield* run('update search_state set epoch = epoch + 1')
}

/**
 * Puts messages whose text was rewritten, such as by blackening a name, into the search as they
 * stand now. To be run in the transaction that rewrites them, after that; `positions` are those of
 * their events in the log.
 */
export function* rereadMessages(
  db: Pick<Database, 'engine'>,
  positions: readonly number[],
): Work<void> {
  yield* removeWords(db.engine, 'message', positions)
  for (const position of positions) {
    const [event] = yield* all<{ body: string }>(
      // What is not in the index yet will be read for it soon.
      `select body from events where position = ?
       and position <= (select position from search_state)`,
      position,
    )
    const message = event ? messageText(event.body) : null
    if (!message) continue
    const words = termsOf(message.text).map(({ word }) => word)
    yield* addWords(db.engine, 'message', [{ id: position, words }])
  }
  yield* run('update search_state set epoch = epoch + 1')
}

/**
 * Takes one record out of the search, and what was noted of its changes. To be run in the
 * transaction that deletes it, after that, since its deletion is noted too.
 */
export function* forgetRecord(
  db: Pick<Database, 'engine'>,
  kind: RecordKind,
  ref: string,
): Work<void> {
  yield* removeRecord(db, kind, ref, true)
  yield* run('delete from search_changes where kind = ? and ref = ?', kind, ref)
}
