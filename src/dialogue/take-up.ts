import type { Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { follow } from './follow.ts'
import { fillSlots } from './hear.ts'
import { actionsSince } from './latest-message.ts'

/**
 * What else the customer's message said is taken up when the thing before it is settled: not while a
 * form is open, whose answers come first, nor while the customer is asked what was meant. Null when
 * there is nothing (more) to take up.
 */
export function takeUp(tracker: Tracker, bot: Bot): { tracker: Tracker; steps: Step[] } | null {
  const [next] = tracker.pending ?? []
  const isAsked = actionsSince(tracker).includes(bot.fallback.action)
  if (!next || tracker.loop !== null || isAsked) return null
  const steps: Step[] = [{ takeUp: next.understanding.intent.name }]
  const taken = follow(tracker, steps, bot)
  const filled = fillSlots(taken, bot)
  return { tracker: follow(taken, filled, bot), steps: [...steps, ...filled] }
}
