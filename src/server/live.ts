/** Who is typing where. Of this process and this moment only: typing is never recorded. */

export type Typist = {
  readonly side: 'customer' | 'bot' | 'agent'
  /** What the other side may read, such as the agent's name. */
  readonly name?: string
}

export type TypingListener = (conversation: string, who: Typist) => void

/** The same side of one conversation is announced at most once in this time. */
export const TYPING_EVERY_MS = 2_000

const listeners = new Set<TypingListener>()
const latest = new Map<string, number>()

/** Tells every listener, unless the same side was announced less than two seconds ago. */
export function announceTyping(conversation: string, who: Typist): void {
  const now = performance.now()
  const key = `${who.side} ${conversation}`
  const last = latest.get(key)
  if (last !== undefined && now - last < TYPING_EVERY_MS) return
  latest.delete(key)
  latest.set(key, now)
  forgetOlderThan(now - TYPING_EVERY_MS)
  for (const listener of listeners) listener(conversation, who)
}

/** Calls back at every announcement, until the returned function is called. */
export function onTyping(listener: TypingListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A map keeps the order of its insertions, so that the oldest stand first. */
function forgetOlderThan(time: number): void {
  for (const [key, at] of latest) {
    if (at >= time) return
    latest.delete(key)
  }
}
