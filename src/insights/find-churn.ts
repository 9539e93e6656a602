import { customerHistories } from '../crm/customer-histories.ts'
import type { CustomerHistory } from '../crm/customer-histories.ts'
import type { Database } from '../crm/database.ts'
import { type Churn, type ChurnRisk, churnRiskOf, learnChurn } from './learn-churn.ts'

/** What was learned, and the risk of every customer who ever ordered, the greatest first. */
export type FoundChurn = { readonly churn: Churn; readonly risks: readonly ChurnRisk[] }

/** Learns from the whole store; null when there is too little to learn from. */
export async function findChurn(db: Database, now: Date): Promise<FoundChurn | null> {
  const histories: CustomerHistory[] = []
  for await (const page of customerHistories(db)) histories.push(...page)
  const churn = learnChurn(histories, now.getTime())
  if (!churn) return null
  const risks = histories
    .flatMap((history) => churnRiskOf(history, churn, now.getTime()) ?? [])
    .sort((a, b) => b.risk - a.risk)
  return { churn, risks }
}
