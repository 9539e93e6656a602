/** Runs in a thread of its own: reading all customers must not hold up a turn. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../crm/database.ts'
import { forgetScoresBefore, keepScores } from '../crm/people/scores.ts'
import { findChurn } from './find-churn.ts'
import { isUseful } from './learn-churn.ts'

/** What the worker is given. */
export type ChurnWork = { readonly url: string; readonly now: Date }

/** What it tells: each customer's risk. */
export type ChurnRisks = ReadonlyMap<string, number>

// On Linux each thread has its own priority: messages go first.
if (process.platform === 'linux') setPriority(10)

/** So many are written at a time: turns wait for no more. */
const TOGETHER = 50

const { url, now } = workerData as ChurnWork
const db = await openDatabase(url)
try {
  const found = await findChurn(db, now)
  const risks = found && isUseful(found.churn) ? found.risks : []
  const at = now.toISOString()
  for (let from = 0; from < risks.length; from += TOGETHER) {
    const some = risks.slice(from, from + TOGETHER)
    await db.write(() =>
      keepScores(
        'churn-risk',
        some.map(({ customer, risk }) => ({ customer, value: risk })),
        at,
      ),
    )
  }
  await db.write(() => forgetScoresBefore('churn-risk', at))
  const byCustomer = new Map(risks.map(({ customer, risk }) => [customer, risk]))
  parentPort?.postMessage(byCustomer satisfies ChurnRisks)
} finally {
  await db.close()
}
