import type { Tracker } from '../conversation.ts'
import type { Form } from './bot.ts'

/** What a form fills: the slots it requires, and the one that its validation had it ask for. */
export const slotsOfForm = ({ required }: Form, requested: string | null): readonly string[] =>
  requested === null || required.includes(requested) ? required : [...required, requested]

/** The same with all that it has asked for since it began, which a correction may go back to. */
export function slotsSoFar({ required }: Form, { past, loop }: Tracker): readonly string[] {
  const slots = new Set(required)
  for (let at = past.length - 1; at >= 0; at--) {
    const happening = past[at]!
    if ('loop' in happening && happening.loop === loop) break
    if (!('slot' in happening) || happening.slot !== 'requested_slot') continue
    if (typeof happening.value === 'string') slots.add(happening.value)
  }
  return [...slots]
}
