import type { Tracker } from '../conversation.ts'

/** The slot that the form in progress asked for last. */
export function requestedSlot({ slots }: Pick<Tracker, 'slots'>): string | null {
  const requested = slots['requested_slot']
  return typeof requested === 'string' ? requested : null
}
