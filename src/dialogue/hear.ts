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
  const steps: Step[] = []
  const isEnded = isOver(received, bot)
  if (isEnded) steps.push({ loop: null }, { slot: 'requested_slot', value: null })
  const loop = isEnded ? null : received.loop
  const hearing: Hearing = {
    ...message,
    loop,
    requested: isEnded ? null : requestedSlot(received),
    isStarting: false,
  }
  const needed = loop === null ? [] : (own(bot.forms, loop)?.required ?? [])
  for (const slot of Object.keys(bot.slots)) {
    if (needed.includes(slot)) continue
    const value = fillSlot(slot, hearing, bot)
    if (value !== undefined && value !== received.slots[slot]) steps.push({ slot, value })
  }
  return { tracker: follow(received, steps, bot), steps }
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
