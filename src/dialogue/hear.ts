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
  // Understood after all: what the customer says now is decided on as if nothing had been asked.
  if (received.loop === twoStageFallback && !message.understanding.doubt) {
    steps.push({ loop: null })
  }
  const hearing: Hearing = {
    ...message,
    loop: received.loop,
    requested: requestedSlot(received),
    isStarting: false,
  }
  const needed = received.loop === null ? [] : (own(bot.forms, received.loop)?.required ?? [])
  for (const slot of Object.keys(bot.slots)) {
    if (needed.includes(slot)) continue
    const value = fillSlot(slot, hearing, bot)
    if (value !== undefined && value !== received.slots[slot]) steps.push({ slot, value })
  }
  return { tracker: follow(received, steps, bot), steps }
}

export function requestedSlot({ slots }: Tracker): string | null {
  const requested = slots['requested_slot']
  return typeof requested === 'string' ? requested : null
}
