import type { Action, ActionContext, Outcome } from './action.ts'
import { askForProof } from './ask-for-proof.ts'

/**
 * An action that shows or changes what belongs to a customer. Whoever has not proven who they are is
 * asked for proof first, and the action goes on by itself once that is given: the slot `wish` keeps
 * its name meanwhile.
 */
export function forOwner(
  name: string,
  act: (context: ActionContext, customer: string) => Promise<Outcome>,
): Action {
  return async (context) => {
    const { customer } = context.tracker
    if (customer === null) return askForProof(context, name)
    const outcome = await act(context, customer)
    return { ...outcome, slots: { wish: null, ...outcome.slots } }
  }
}
