import type { DeskEvent } from '../../server/wire.ts'

/** The slots that the chat has filled, as they stand now; not the bot's own book-keeping. */
export function knownFacts(events: readonly DeskEvent[]): readonly (readonly [string, string])[] {
  const slots = new Map<string, string>()
  for (const event of events) {
    if (event.kind === 'session-started') slots.clear()
    if (event.kind !== 'decided') continue
    for (const step of event.steps) {
      if (!('slot' in step) || step.slot === 'requested_slot') continue
      const isPlain = typeof step.value === 'string' || typeof step.value === 'number'
      if (isPlain && step.value !== '') slots.set(step.slot, String(step.value))
      else slots.delete(step.slot)
    }
  }
  return [...slots]
}
