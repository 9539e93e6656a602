import type { Database } from '../database.ts'
import { one, run, type Work } from '../work.ts'
import { addWords, type Words } from './index-words.ts'
import { messageText } from './message-text.ts'
import { termsOf } from './terms.ts'

type State = { readonly position: number; readonly epoch: number }
type EventRow = { readonly position: number; readonly at: string; readonly body: string }

export type Indexed = {
  /** How many events or changes were looked at. */
  readonly count: number
  /** The milliseconds for which nothing else could be done. */
  readonly tookMs: number
}

/**
 * Reads on in the log from where the index ends, at most `limit` events. What is read outside of
 * the transaction is written only when the index still ends there and nobody was erased meanwhile:
 * what is gone must not come back.
 */
export async function indexMessages(db: Database, limit: number): Promise<Indexed> {
  const began = performance.now()
  const [before] = await db.all<State>('select position, epoch from search_state')
  if (!before) return { count: 0, tookMs: 0 }
  const events = await db.all<EventRow>(
    'select position, at, body from events where position > ? order by position limit ?',
    before.position,
    limit,
  )
  const last = events.at(-1)
  if (!last) return { count: 0, tookMs: 0 }
  const days = new Map<string, [first: number, last: number]>()
  const messages: Words[] = []
  for (const { position, at, body } of events) {
    const message = messageText(body)
    if (!message) continue
    messages.push({ id: position, words: termsOf(message.text).map(({ word }) => word) })
    const day = at.slice(0, 10)
    days.set(day, [days.get(day)?.[0] ?? position, position])
  }
  const prepared = performance.now() - began
  const writing = await db.write(function* () {
    const began = performance.now()
    if (!(yield* moveOn(before, last.position))) return 0
    yield* addWords(db.engine, 'message', messages)
    yield* addDays(days)
    return performance.now() - began
  })
  return { count: events.length, tookMs: prepared + writing }
}

function* moveOn({ position, epoch }: State, to: number): Work<boolean> {
  const moved = yield* one(
    'update search_state set position = ? where position = ? and epoch = ? returning position',
    to,
    position,
    epoch,
  )
  return moved !== null
}

function* addDays(days: ReadonlyMap<string, readonly [number, number]>): Work<void> {
  for (const [day, [first, last]] of days) {
    yield* run(
      `insert into search_days (day, first_position, last_position) values (?, ?, ?)
       on conflict (day) do update set last_position = excluded.last_position`,
      day,
      first,
      last,
    )
  }
}
