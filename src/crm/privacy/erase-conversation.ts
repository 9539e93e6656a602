import { randomBytes } from 'node:crypto'
import { refold } from '../keeping/repair-caches.ts'
import { all, one, run, tell, type Work } from '../work.ts'

/**
 * Blanks a conversation in place: each event keeps its number and time and nothing else, and one
 * more tells when it was erased, so that the log stays without gaps and desks hear of it. The
 * conversation gets another id: a turn under way finds it gone and writes nothing, and who comes
 * back begins a new one. Returns how many events were blanked.
 */
export function* eraseConversation(key: number, at: string): Work<number> {
  const row = yield* one<{ id: string; last: number }>(
    'select id, last_seq as last from conversations where key = ?',
    key,
  )
  if (!row) return 0
  yield* run('update tickets set conversation = null where conversation = ?', row.id)
  yield* run('update returns set conversation = null where conversation = ?', row.id)
  yield* run('delete from reminders where conversation = ?', row.id)
  yield* run('update tasks set conversation = null where conversation = ?', row.id)
  yield* run(`delete from legal_holds where kind = 'conversation' and id = ?`, row.id)
  yield* run('delete from failed_proofs where key = ?', `CONVERSATION ${row.id}`.toUpperCase())
  const blanked = yield* all(
    'update events set body = ?, client_id = null where conversation = ? returning seq',
    ERASED,
    key,
  )
  yield* run(
    'insert into events (conversation, seq, at, body) values (?, ?, ?, ?)',
    key,
    row.last + 1,
    at,
    ERASED,
  )
  const id = `${ERASED_ID}${randomBytes(12).toString('hex')}`
  yield* run(
    `update conversations set id = ?, visitor = 'erased', customer = null,
       reference = null where key = ?`,
    id,
    key,
  )
  yield* refold(key)
  const now = yield* one<{ position: number }>(
    'select last_position as position from conversations where key = ?',
    key,
  )
  yield* tell({ conversation: id, seq: row.last + 1, position: now?.position ?? 0 })
  return blanked.length
}

const ERASED = JSON.stringify({ kind: 'erased' })

/** How the ids of erased conversations begin. */
export const ERASED_ID = 'erased-'
