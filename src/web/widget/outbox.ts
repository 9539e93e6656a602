import { forget, keep, keysFrom, recall } from './keep.ts'
import { max, now, parse, random, stringify } from './natives.ts'

/** A message that the conversation has not yet brought back to us. */
export type Pending = {
  /** The message's own id, for ever: the server takes each id once. Ids sort in the order typed. */
  readonly id: string
  readonly text: string
  /** What the pressed quick reply stands for. */
  readonly value?: unknown
  readonly locale: string
  readonly at: string
  /** Refused for good, until the customer tries again. */
  readonly isFailed?: boolean
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Each message has an entry of its own in localStorage, so that tabs which write at the same time
 * can't overwrite each other's.
 */
export function createOutbox(prefix: string) {
  const all = (): Pending[] =>
    keysFrom(prefix).flatMap((key) => readJson<Pending>(recall(key)) ?? [])

  const write = (message: Pending): void => keep(prefix + message.id, stringify(message))

  function add(message: Pick<Pending, 'text' | 'value' | 'locale'>): void {
    const last = all().pop()
    // A clock that was set back must not put a later message before an earlier one.
    const time = max(now(), last ? parseInt(last.id, 36) + 1 : 0)
    const id = `${time.toString(36).padStart(9, '0')}-${random().toString(36).slice(2)}`
    write({ ...message, id, at: new Date(time).toISOString() })
  }

  const remove = (id: string): void => forget(prefix + id)

  /** Those that the server has acknowledged to this page. */
  const sent = new Set<string>()

  return { prefix, all, add, write, remove, sent }
}

export function readJson<T>(entry: string | null): T | null {
  try {
    return parse(entry ?? 'null') as T | null
  } catch {
    return null
  }
}
