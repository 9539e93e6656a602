/** The intent under which the team's files answer what was not understood. */
export const notUnderstood = 'nlu_fallback'

/** The team's own intent for what the bot is not there for. */
export const outOfScope = 'out_of_scope'

/** Rasa's name for the loop that asks "did you mean …?", then for other words, then once more. */
export const twoStageFallback = 'action_two_stage_fallback'

/** Names of intents that every bot has without being told. */
export const standingIntents: readonly string[] = [
  notUnderstood,
  outOfScope,
  'restart',
  'back',
  'session_start',
]

/** Names of slots that every conversation has. */
export const standingSlots: readonly string[] = [
  'requested_slot',
  'session_started_metadata',
  'language',
]
