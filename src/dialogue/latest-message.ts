import type { Tracker } from '../conversation.ts'
import type { Heard } from './heard-intent.ts'

/** Where the customer's latest message stands in the tracker's past, or −1. */
export function latestMessageAt({ past }: Pick<Tracker, 'past'>): number {
  for (let at = past.length - 1; at >= 0; at--) if ('intent' in past[at]!) return at
  return -1
}

export function latestMessage(tracker: Pick<Tracker, 'past'>): Heard | null {
  const at = latestMessageAt(tracker)
  return at < 0 ? null : (tracker.past[at] as Heard)
}

/** The actions taken since the customer's latest message, in order. */
export function actionsSince(tracker: Pick<Tracker, 'past'>): string[] {
  const { past } = tracker
  const actions: string[] = []
  for (let at = latestMessageAt(tracker) + 1; at < past.length; at++) {
    const happening = past[at]!
    if ('action' in happening) actions.push(happening.action)
  }
  return actions
}
