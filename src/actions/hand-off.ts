import type { HandOverReason, Tracker } from '../conversation.ts'
import type { Action } from './action.ts'
import { forgotten } from './forgotten.ts'
import { intentNow } from './this-turn.ts'

/** A person is called; what was half done is not taken up again afterwards. */
export const handOff: Action = async ({ tracker }) => ({
  slots: forgotten,
  handOver: { reason: whyNow(tracker) },
})

function whyNow(tracker: Tracker): HandOverReason {
  if (tracker.latest?.understanding.doubt) return 'not-understood'
  return intentNow(tracker) === 'speak_to_person' ? 'asked' : 'rule'
}
