import type { Database } from '../crm/database.ts'
import { failedProofs } from '../crm/failed-proofs.ts'

const withinMs = 60 * 60_000

/** What tries are counted by, and how many failures an hour allows of each. */
export type ProofKey = { readonly key: string; readonly most: number }

export const keyOfConversation = (id: string): ProofKey => ({ key: `conversation ${id}`, most: 5 })
export const keyOfOrder = (number: string): ProofKey => ({ key: `order ${number}`, most: 10 })
export const keyOfEmail = (email: string): ProofKey => ({ key: `email ${email}`, most: 10 })

/** Whether any of them has failed too often within the last hour. */
export async function isRefused(
  db: Database,
  keys: readonly ProofKey[],
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - withinMs).toISOString()
  const counts = await Promise.all(keys.map(({ key }) => failedProofs(db, key, since)))
  return keys.some(({ most }, at) => counts[at]! >= most)
}
