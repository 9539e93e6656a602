import type { Action } from './action.ts'
import { forgotten } from './forgotten.ts'
import { actionsThisTurn } from './this-turn.ts'

/** "Never mind": forgets what was being collected and says so, if anything was. */
export const cancelForm: Action = async ({ tracker }) => {
  const wasBusy =
    actionsThisTurn(tracker).includes('action_deactivate_loop') || tracker.slots['wish'] != null
  return {
    slots: forgotten,
    says: [{ response: wasBusy ? 'utter_form_stopped' : 'utter_nothing_to_stop' }],
  }
}
