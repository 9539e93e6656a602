import type { Happening, Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { actionsSince, latestMessage, latestMessageAt } from './latest-message.ts'
import { receivePart } from './receive.ts'
import { initialSlots } from './session.ts'
import { outOfScope } from './standing-names.ts'

/** Folds what a turn did into the tracker. */
export function follow(tracker: Tracker, steps: readonly Step[], bot: Bot): Tracker {
  let so = tracker
  for (const step of steps) so = followStep(so, step, bot)
  return so
}

function followStep(tracker: Tracker, step: Step, bot: Bot): Tracker {
  if ('slot' in step) {
    const { slot, value } = step
    return {
      ...tracker,
      slots: { ...tracker.slots, [slot]: value },
      past: [...tracker.past, { slot, value }],
    }
  }
  if ('loop' in step) {
    return { ...tracker, loop: step.loop, past: [...tracker.past, { loop: step.loop }] }
  }
  if ('facts' in step) return { ...tracker, facts: step.facts }
  if ('takeUp' in step) return takeUpNext(tracker)
  // Listening is what happens between two messages; nothing has to be remembered of it.
  if (step.action === 'action_listen') return tracker
  if (step.action === 'action_restart') return restart(tracker, bot)
  if (step.action === 'action_back') return goBack(tracker, bot)
  return {
    ...tracker,
    misunderstood: countMisunderstood(tracker, step),
    past: [...tracker.past, { action: step.action }],
  }
}

function takeUpNext({ pending = [], ...tracker }: Tracker): Tracker {
  const [next, ...waiting] = pending
  if (!next) return tracker
  return { ...receivePart(tracker, next), ...(waiting.length > 0 ? { pending: waiting } : {}) }
}

/** The first action after a message tells whether the message was understood. */
function countMisunderstood(
  tracker: Tracker,
  { by }: Extract<Step, { readonly action: string }>,
): number {
  if (actionsSince(tracker).length > 0) return tracker.misunderstood
  const message = latestMessage(tracker)
  if (by === 'form') return 0
  if (by === 'session' || !message) return tracker.misunderstood
  const isDoubtful = message.doubt !== undefined && message.intent !== outOfScope
  return by === 'fallback' || isDoubtful ? tracker.misunderstood + 1 : 0
}

function restart({ pending: _, ...tracker }: Tracker, bot: Bot): Tracker {
  return { ...tracker, slots: initialSlots(bot), loop: null, past: [], misunderstood: 0 }
}

/** As if the latest message and the one before it had not been written. */
function goBack(tracker: Tracker, bot: Bot): Tracker {
  const latest = latestMessageAt(tracker)
  const before = latestMessageAt({ past: tracker.past.slice(0, Math.max(latest, 0)) })
  const past = tracker.past.slice(0, Math.max(before, 0))
  const undone = tracker.past.slice(past.length)
  const slots = { ...tracker.slots }
  for (const happening of undone) {
    if ('slot' in happening) slots[happening.slot] = valueAt(past, happening.slot, bot)
  }
  const loops = past.flatMap((happening) => ('loop' in happening ? [happening.loop] : []))
  return { ...tracker, slots, past, loop: loops.at(-1) ?? null, misunderstood: 0 }
}

function valueAt(past: readonly Happening[], slot: string, bot: Bot) {
  const set = past.findLast((happening) => 'slot' in happening && happening.slot === slot)
  return set && 'slot' in set ? set.value : (bot.slots[slot]?.initial ?? null)
}
