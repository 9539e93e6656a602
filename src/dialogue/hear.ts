import type { Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { fillSlot, type Hearing } from './fill-slot.ts'
import { follow } from './follow.ts'
import { own } from './own.ts'
import { type Message, receive } from './receive.ts'
import { twoStageFallback } from './standing-names.ts'

/**
 * Puts a message on the tracker and fills slots from it. The slots that a form in progress needs
 * are left to the form, which may check them first.
 */
export function hear(
  tracker: Tracker,
  message: Message,
  bot: Bot,
): { tracker: Tracker; steps: Step[] } {
  const received = receive(tracker, message, bot)
  const ended: Step[] = isOver(received, bot)
    ? [{ loop: null }, { slot: 'requested_slot', value: null }]
    : []
  const heard = follow(received, ended, bot)
  const filled = fillSlots(heard, bot)
  return { tracker: follow(heard, filled, bot), steps: [...ended, ...filled] }
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
  const needed = loop === null ? [] : (own(bot.forms, loop)?.required ?? [])
  return Object.keys(bot.slots).flatMap((slot): Step[] => {
    if (needed.includes(slot)) return []
    const value = fillSlot(slot, hearing, bot)
    return value !== undefined && value !== tracker.slots[slot] ? [{ slot, value }] : []
  })
}

/**
 * Whether what was asked needs no answer any more: the files no longer have the form, or the
 * customer is understood after all and decided on as if the fallback had not asked.
 */
function isOver({ loop, latest }: Tracker, bot: Bot): boolean {
  if (loop === null || own(bot.forms, loop)) return false
  return loop !== twoStageFallback || !latest?.understanding.doubt
}

export function requestedSlot({ slots }: Tracker): string | null {
  const requested = slots['requested_slot']
  return typeof requested === 'string' ? requested : null
}
