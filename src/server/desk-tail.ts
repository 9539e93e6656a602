import { conversationsSince, latestPosition } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { summariesOf } from './desk-summaries.ts'
import type { LiveFrame } from './wire.ts'

/** Commits come in bursts, and nobody reads faster. */
const gatherMs = 50
const retryMs = 1_000
const mostAtOnce = 200

export type Tail = {
  /** Follows the log until the returned function is called. */
  readonly start: () => () => void
  /** What a desk that starts afresh may take as known once it has read the lists. */
  readonly position: () => Promise<number>
  readonly since: (position: number) => Promise<LiveFrame>
}

/** Tells, once for all desks of this process, which conversations moved on. */
export function createTail(db: Database, tell: (frame: LiveFrame) => void): Tail {
  let at: Promise<number> | null = null
  let gathering: ReturnType<typeof setTimeout> | null = null

  const gather = (_hint?: unknown, afterMs = gatherMs) => {
    gathering ??= setTimeout(() => {
      gathering = null
      at = (at ?? latestPosition(db)).then(tellSince)
    }, afterMs)
  }

  async function tellSince(position: number): Promise<number> {
    try {
      for (let last = position; ;) {
        const frame = await since(last)
        if (frame.kind !== 'changed' || frame.position === last) return last
        tell(frame)
        last = frame.position
        if (frame.conversations.length < mostAtOnce) return last
      }
    } catch {
      // The store is away for a moment: the same position is read again.
      gather(undefined, retryMs)
      return position
    }
  }

  async function since(position: number): Promise<LiveFrame> {
    const conversations = await conversationsSince(db, position, mostAtOnce)
    return {
      kind: 'changed',
      position: conversations.at(-1)?.lastPosition ?? position,
      conversations: await summariesOf(db, conversations),
    }
  }

  return {
    start() {
      at = latestPosition(db)
      at.catch(() => (at = null))
      const stop = db.watch(gather)
      return () => {
        stop()
        if (gathering) clearTimeout(gathering)
        gathering = null
      }
    },
    position: () => latestPosition(db),
    async since(position) {
      const frame = await since(position)
      const isTooMuch = frame.kind === 'changed' && frame.conversations.length === mostAtOnce
      return isTooMuch ? { kind: 'reload', position: await latestPosition(db) } : frame
    },
  }
}
