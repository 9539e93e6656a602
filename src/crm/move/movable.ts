import type { Database, Hint, Row, Work } from '../database.ts'
import { unavailable } from '../unavailable.ts'

/** A store whose place another can take while it is used; nobody who holds it notices. */
export type Movable = Database & {
  /** From here on writes are refused as 'unavailable'. Resolves once those under way have ended. */
  hold(): Promise<void>
  /** Writes are taken again. */
  release(): void
  /** Goes on with another store, which holds the same, and closes the one before. */
  goOnWith(next: Database): Promise<void>
}

export function movable(first: Database): Movable {
  let current = first
  let isHeld = false
  const underWay = new Set<Promise<unknown>>()
  const listeners = new Map<(hint: Hint) => void, () => void>()

  const isMoving = () => unavailable(new Error('it is being moved to another engine'))

  return {
    get engine() {
      return current.engine
    },
    get url() {
      return current.url
    },

    all: <R extends Row>(sql: string, ...params: readonly unknown[]) =>
      current.all<R>(sql, ...params),

    async write<T>(work: () => Work<T>): Promise<T> {
      if (isHeld) throw isMoving()
      const writing = current.write(work)
      underWay.add(writing)
      try {
        return await writing
      } finally {
        underWay.delete(writing)
      }
    },

    watch(listener) {
      listeners.set(listener, current.watch(listener))
      return () => {
        listeners.get(listener)?.()
        listeners.delete(listener)
      }
    },

    close: () => current.close(),

    async hold() {
      isHeld = true
      await Promise.allSettled(underWay)
    },

    release() {
      isHeld = false
    },

    async goOnWith(next) {
      const before = current
      for (const [listener, stop] of listeners) {
        stop()
        listeners.set(listener, next.watch(listener))
      }
      current = next
      isHeld = false
      await before.close()
    },
  }
}
