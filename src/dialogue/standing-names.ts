/** The intent under which the team's files answer what was not understood. */
export const notUnderstood = 'nlu_fallback'

/** The team's own intent for what the bot is not there for. */
export const outOfScope = 'out_of_scope'

/** Rasa's name for the loop that asks "did you mean …?", then for other words, then once more. */
export const twoStageFallback = 'action_two_stage_fallback'
