import type { Json, Saying, Step, Tracker } from '../conversation.ts'
import type { Bot, Slot } from './bot.ts'
import { own } from './own.ts'
import { requestedSlot } from './requested-slot.ts'
import { twoStageFallback } from './standing-names.ts'

/**
 * What a conversation must let go of because the training files have changed under it. A form that
 * is still there goes on: what no longer fits its slots is forgotten, and asked for again. One that
 * is not there any more ends, and the customer is told.
 */
export function outdated(tracker: Tracker, bot: Bot): { steps: Step[]; says: Saying[] } {
  const { loop, slots } = tracker
  if (loop === null || loop === twoStageFallback) return { steps: [], says: [] }
  const form = own(bot.forms, loop)
  if (!form) {
    return {
      steps: [{ loop: null }, { slot: 'requested_slot', value: null }],
      says: [{ response: 'utter_form_gone' }],
    }
  }
  const steps: Step[] = form.required.flatMap((name) => {
    const slot = own(bot.slots, name)
    const value = slots[name] ?? null
    return slot && value !== null && !fits(value, slot) ? [{ slot: name, value: null }] : []
  })
  const requested = requestedSlot(tracker)
  if (requested !== null && !own(bot.slots, requested)) {
    steps.push({ slot: 'requested_slot', value: null })
  }
  return { steps, says: [] }
}

function fits(value: Json, { type }: Slot): boolean {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean'
    case 'float':
      return typeof value === 'number'
    case 'list':
      return Array.isArray(value)
    default:
      return true
  }
}
