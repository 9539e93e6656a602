import type { ActionContext, Outcome } from './action.ts'
import { isRefused, keyOfConversation } from './proof-limits.ts'

/**
 * Begins proof_form; the slot `wish` keeps the action that goes on once the proof is given. Whoever
 * has failed too often is told so at once, rather than after giving everything again.
 */
export async function askForProof(
  { db, now, conversation }: ActionContext,
  wish: string,
): Promise<Outcome> {
  if (await isRefused(db, [keyOfConversation(conversation.id)], now)) return proofRefused
  return { slots: { wish }, followUp: 'proof_form' }
}

export const proofRefused: Outcome = {
  slots: { order_number: null, email: null, wish: null },
  says: [{ response: 'utter_proof_refused' }],
}
