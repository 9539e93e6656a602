import type { Json, Tracker } from '../conversation.ts'

/** The actions taken since the customer's latest message, in order. */
export function actionsThisTurn({ past }: Tracker): string[] {
  const latest = past.findLastIndex((happening) => 'intent' in happening)
  return past
    .slice(latest + 1)
    .flatMap((happening) => ('action' in happening ? [happening.action] : []))
}

/** Whether the latest message itself names one, and not something said earlier. */
export const saidNow = ({ latest }: Tracker, entity: string): boolean =>
  latest?.understanding.entities.some((found) => found.entity === entity) ?? false

/** Whether free text is a message that only names another order: "sorry, I meant HP-10023". */
export const isCorrection = (tracker: Tracker, text: Json | undefined): boolean =>
  saidNow(tracker, 'order_number') && text === tracker.latest?.text.trim()

export const intentNow = ({ latest }: Tracker): string => latest?.understanding.intent.name ?? ''
