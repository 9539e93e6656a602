import type { Saying, Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { fillSlot, type Hearing } from './fill-slot.ts'
import { follow } from './follow.ts'
import { outdated } from './outdated.ts'
import { own } from './own.ts'
import { type Message, receive } from './receive.ts'
import { requestedSlot } from './requested-slot.ts'
import { slotsOfForm } from './slots-of-form.ts'
import { twoStageFallback } from './standing-names.ts'

/**
 * Puts a message on the tracker and fills slots from it. The slots that a form in progress needs
 * are left to the form, which may check them first. Something is to be said when what the message
 * answers is not asked any more.
 */
export function hear(
  tracker: Tracker,
  message: Message,
  bot: Bot,
): { tracker: Tracker; steps: Step[]; says: readonly Saying[] } {
  const received = receive(tracker, message, bot)
  const { steps: over, says } = isSettled(received)
    ? { steps: [{ loop: null } as const, { slot: 'requested_slot', value: null }], says: [] }
    : outdated(received, bot)
  const heard = follow(received, over, bot)
  const filled = fillSlots(heard, bot)
  return { tracker: follow(heard, filled, bot), steps: [...over, ...filled], says }
}

/** Fills from the latest message what the form in progress does not need. */
export function fillSlots(tracker: Tracker, bot: Bot): Step[] {
  const { latest, loop } = tracker
  if (!latest) return []
  const hearing: Hearing = {
    ...latest,
    loop,
    requested: requestedSlot(tracker),
    isStarting: false,
  }
  const form = loop === null ? undefined : own(bot.forms, loop)
  const needed = form ? slotsOfForm(form, hearing.requested) : []
  return Object.keys(bot.slots).flatMap((slot): Step[] => {
    if (needed.includes(slot)) return []
    const value = fillSlot(slot, hearing, bot)
    return value !== undefined && value !== tracker.slots[slot] ? [{ slot, value }] : []
  })
}

/** The customer is understood after all and decided on as if the fallback had not asked. */
const isSettled = ({ loop, latest }: Tracker): boolean =>
  loop === twoStageFallback && !latest?.understanding.doubt
