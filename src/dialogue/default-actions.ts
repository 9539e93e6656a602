import type { Button, Saying, Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { actionsSince } from './latest-message.ts'
import { offeredIntents } from './offer-intents.ts'
import { twoStageFallback } from './standing-names.ts'
import { askAffirmation, runTwoStageFallback } from './two-stage-fallback.ts'

export type DefaultActionDone = {
  readonly steps: readonly Step[]
  readonly says: readonly Saying[]
}

const nothing: DefaultActionDone = { steps: [], says: [] }

/** Rasa's actions that every bot has. Null when the name is none of them. */
export function runDefaultAction(
  name: string,
  tracker: Tracker,
  bot: Bot,
): DefaultActionDone | null {
  switch (name) {
    case 'action_listen':
    case 'action_session_start':
    case 'action_extract_slots':
    case 'action_validate_slot_mappings':
    case 'action_unlikely_intent':
      return nothing
    // What these two undo is folded by `follow`.
    case 'action_restart':
      return { steps: [], says: sayIfWritten('utter_restart', bot) }
    case 'action_back':
      return { steps: [], says: sayIfWritten('utter_back', bot) }
    case 'action_deactivate_loop':
      return { steps: [{ loop: null }, { slot: 'requested_slot', value: null }], says: [] }
    case 'action_default_fallback':
      return fallBack(tracker, bot)
    case 'action_default_ask_affirmation':
      return { steps: [], says: [askAffirmation(tracker, bot)] }
    case 'action_default_ask_rephrase':
      return { steps: [], says: [{ response: 'utter_ask_rephrase' }] }
    case twoStageFallback:
      return runTwoStageFallback(tracker, bot, () => fallBack(tracker, bot))
    default:
      return null
  }
}

/**
 * Asks which of two it is when they tie; else for other words at the first misunderstanding, and
 * offers the likeliest intents at the next.
 */
function fallBack(tracker: Tracker, bot: Bot): DefaultActionDone {
  // The message itself is counted once the fallback is folded in.
  const earlier = tracker.misunderstood - (actionsSince(tracker).length > 0 ? 1 : 0)
  const { doubt, ranking = [] } = tracker.latest?.understanding ?? {}
  const tied = doubt === 'ambiguous' ? offeredIntents(ranking.slice(0, 2), tracker, bot) : []
  if (tied.length === 2) return say(choosing, bot, tied)
  const likeliest = earlier > 0 ? offeredIntents(ranking, tracker, bot) : []
  const buttons = likeliest.slice(0, bot.fallback.offers)
  return buttons.length > 0 ? say(offering, bot, buttons) : say(asking, bot)
}

/** The first of the responses that the domain has; the very first when it has none. */
function say(
  responses: readonly string[],
  bot: Bot,
  buttons?: readonly Button[],
): DefaultActionDone {
  const written = responses.find((response) => Object.hasOwn(bot.responses, response))
  return { steps: [], says: [{ response: written ?? responses[0]!, ...(buttons && { buttons }) }] }
}

const asking = ['utter_ask_rephrase', 'utter_default']
const offering = ['utter_offer_intents', 'utter_default']
const choosing = ['utter_which_intent', ...offering]

const sayIfWritten = (response: string, bot: Bot): Saying[] =>
  Object.hasOwn(bot.responses, response) ? [{ response }] : []

export const defaultActions: readonly string[] = [
  'action_listen',
  'action_restart',
  'action_session_start',
  'action_default_fallback',
  'action_deactivate_loop',
  'action_two_stage_fallback',
  'action_default_ask_affirmation',
  'action_default_ask_rephrase',
  'action_back',
  'action_unlikely_intent',
  'action_extract_slots',
  'action_validate_slot_mappings',
  'action_hand_off',
]
