import type { Json, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'

/**
 * Whether a message at `at` begins a new session, after the last event at `lastAt` (both ISO 8601).
 * A clock that went backwards begins none.
 */
export function beginsSession(
  lastAt: string | null,
  at: string,
  bot: Pick<Bot, 'session'>,
): boolean {
  if (lastAt === null) return true
  const minutes = (Date.parse(at) - Date.parse(lastAt)) / 60_000
  return bot.session.expiresAfterMinutes > 0 && minutes > bot.session.expiresAfterMinutes
}

/** A new session forgets what happened, and the slots too unless the domain carries them over. */
export function startSession({ pending: _, ...tracker }: Tracker, bot: Bot): Tracker {
  const slots = bot.session.carriesSlots ? withoutQuestion(tracker.slots) : initialSlots(bot)
  return { ...tracker, slots, loop: null, latest: null, past: [], misunderstood: 0, upset: 0 }
}

export const initialSlots = (bot: Bot): Record<string, Json> =>
  Object.fromEntries([
    ...Object.entries(bot.slots).map(([name, slot]) => [name, slot.initial] as const),
    ['requested_slot', null] as const,
  ])

export const withoutQuestion = (slots: Tracker['slots']): Tracker['slots'] => ({
  ...slots,
  requested_slot: null,
})
