import type { Authority, HandOverReason, Source, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { formCandidates } from './forms.ts'
import { type Heard, heardIntent } from './heard-intent.ts'
import { requestedSlot } from './requested-slot.ts'
import { actionsSince, latestMessage, latestMessageAt } from './latest-message.ts'
import { own } from './own.ts'
import { foresee } from './policy.ts'
import { recall, type Recollection, type Remembered } from './remembered.ts'
import { twoStageFallback } from './standing-names.ts'
import { suspendedForm } from './suspended-form.ts'

/** What to do next, and who says so. `action_listen` ends the turn. */
export type Decision = {
  readonly action: string
  readonly by: Authority
  readonly source?: Source
  /** How probable the learned policy holds it to be right (0 to 1). */
  readonly confidence?: number
  /** Why, when the action is to hand over. */
  readonly reason?: HandOverReason
}

/** After this many messages in a row that were not understood, the next calls a person. */
export const mostMisunderstood = 2

/**
 * What the bot does next: the form in progress has the say, then the rules, then the stories,
 * then what was learned from them, and when none of them knows, the fallback. `formRejects` asks what would be done if the form in
 * progress did not take the message.
 */
export function decide(
  tracker: Tracker,
  bot: Bot,
  { formRejects = false }: { readonly formRejects?: boolean } = {},
): Decision {
  const message = latestMessage(tracker)
  if (tracker.heldBy !== 'bot' || !message) return { action: 'action_listen', by: 'session' }
  const taken = actionsSince(tracker)
  const byForm = formRejects ? null : decideByForm(tracker, taken, bot)
  if (byForm) return byForm
  const remembered = recall(tracker, bot)
  return (
    decideByRule(remembered, tracker, message, taken, bot) ??
    decideByStory(remembered, tracker, taken, bot) ??
    decideByPolicy(tracker, taken, bot) ??
    decideByFallback(tracker, message, taken, bot)
  )
}

function decideByForm(tracker: Tracker, taken: readonly string[], bot: Bot): Decision | null {
  const { loop } = tracker
  if (loop === null) return null
  if (loop === twoStageFallback) {
    if (taken.length === 0) return { action: twoStageFallback, by: 'fallback' }
    return taken.at(-1) === twoStageFallback ? { action: 'action_listen', by: 'fallback' } : null
  }
  const form = own(bot.forms, loop)
  if (!form) return null
  if (taken.at(-1) === loop) return { action: 'action_listen', by: 'form', source: form.source }
  if (taken.length === 0 && isAnswer(tracker, bot)) {
    return { action: loop, by: 'form', source: form.source }
  }
  return null
}

/** Whether the message gives the form anything; if not, others may answer it. */
function isAnswer(tracker: Tracker, bot: Bot): boolean {
  const requested = requestedSlot(tracker)
  // Its question went away under the conversation: it goes on with what is missing now.
  if (requested === null && hasLostQuestion(tracker)) return true
  const mappings = requested === null ? [] : (own(bot.slots, requested)?.mappings ?? [])
  // Only the form's own validation knows whether it can be filled.
  if (mappings.some(({ type }) => type === 'custom')) return true
  return Object.keys(formCandidates(tracker, bot)).length > 0
}

const hasLostQuestion = (tracker: Tracker): boolean =>
  tracker.past
    .slice(latestMessageAt(tracker) + 1)
    .some((happening) => 'slot' in happening && happening.slot === 'requested_slot')

function decideByRule(
  remembered: Recollection,
  tracker: Tracker,
  message: Heard,
  taken: readonly string[],
  bot: Bot,
): Decision | null {
  const rule = remembered('rules')
  if (rule) return orReturnToForm(rule, 'rule', tracker, taken, bot)
  const standard = taken.length === 0 ? own(standardAnswers, heardIntent(message)) : undefined
  return standard ? { action: standard, by: 'rule' } : null
}

/** What Rasa does with these intents when no rule says otherwise. */
const standardAnswers: Readonly<Record<string, string>> = {
  restart: 'action_restart',
  back: 'action_back',
  session_start: 'action_session_start',
}

function decideByStory(
  remembered: Recollection,
  tracker: Tracker,
  taken: readonly string[],
  bot: Bot,
): Decision | null {
  const story = remembered('stories')
  return story && orReturnToForm(story, 'story', tracker, taken, bot)
}

/** A probability. */
const clearly = 0.6

function decideByPolicy(tracker: Tracker, taken: readonly string[], bot: Bot): Decision | null {
  const foreseen = foresee(tracker, bot)
  if (!foreseen) return null
  // Nothing was done yet: a message that is only listened to has no answer.
  if (foreseen.action === 'action_listen' && taken.length === 0) return null
  // What it would do again it would do for ever: nothing tells it how often it was done.
  // And what is answered is answered: more is done only when that is the clearly likelier.
  const isEnough = taken.length > 0 && foreseen.confidence < clearly
  const isDone = isEnough || foreseen.action === 'action_listen' || taken.includes(foreseen.action)
  if (!isDone) return { ...foreseen, by: 'policy' }
  return returnToForm(tracker, taken, bot) ?? { action: 'action_listen', by: 'policy' }
}

/**
 * Once a question in between is answered, the form asks its own again; not when the rule or story
 * waits for an answer itself.
 */
function orReturnToForm(
  { action, source, isEnd }: Remembered,
  by: Authority,
  tracker: Tracker,
  taken: readonly string[],
  bot: Bot,
): Decision {
  const form = action === 'action_listen' && isEnd ? returnToForm(tracker, taken, bot) : null
  return form ?? { action, by, source }
}

function returnToForm(tracker: Tracker, taken: readonly string[], bot: Bot): Decision | null {
  if (taken.length === 0) return null
  const loop = tracker.loop ?? suspendedForm(tracker, bot)
  const form = loop === null ? undefined : own(bot.forms, loop)
  return form ? { action: loop!, by: 'form', source: form.source } : null
}

function decideByFallback(
  tracker: Tracker,
  message: Heard,
  taken: readonly string[],
  bot: Bot,
): Decision {
  if (taken.length > 0) {
    return returnToForm(tracker, taken, bot) ?? { action: 'action_listen', by: 'fallback' }
  }
  if (tracker.misunderstood >= mostMisunderstood) {
    return { action: 'action_hand_off', by: 'fallback', reason: 'not-understood' }
  }
  const isInForm = tracker.loop !== null && own(bot.forms, tracker.loop) !== undefined
  // The message is plain, it only does not answer the question: the question is asked again.
  if (isInForm && !message.doubt) return { action: tracker.loop, by: 'fallback' }
  return { action: bot.fallback.action, by: 'fallback' }
}
