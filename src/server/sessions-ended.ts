/** Word that sessions may have ended: whoever keeps a line open for one looks whether it still holds. */

const listeners = new Set<() => void>()

export function announceEndedSessions(): void {
  for (const listener of listeners) listener()
}

/** Calls back at every announcement, until the returned function is called. */
export function onEndedSessions(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
