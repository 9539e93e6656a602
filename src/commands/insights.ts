import { openDatabase } from '../crm/database.ts'
import { CHURN_DAYS, type Churn, type ChurnRisk, isUseful } from '../insights/learn-churn.ts'
import { findChurn } from '../insights/find-churn.ts'
import { Problem } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

/** As many customers as a screen shows. */
const SHOWN = 15

export const insights: Command = {
  usage: 'parley insights churn [CUSTOMER] [--json]',
  help: `Tells which customers are likely to leave, why, and how far that can be trusted.
Learned from the shop's own past: at earlier days, from what was known then, who ordered nothing in
the ${CHURN_DAYS} days after. Judged on customers that were not learned from. Rules ask for it with
customer: {churn_risk: {over: 0.8}}.`,
  async run({ words: [what, customer], json }) {
    if (what !== 'churn') {
      throw new Problem('invalid', 'WrongUse', 'What is wanted? There is: parley insights churn.')
    }
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    try {
      const found = await findChurn(db, new Date())
      if (!found) {
        throw new Problem(
          'unavailable',
          'TooLittleHistory',
          `Too little is known of this shop's past: it takes ${2 * CHURN_DAYS} days of orders, and customers who stayed and who left.`,
        )
      }
      const { churn, risks } = found
      const wanted =
        customer === undefined ? risks : risks.filter((one) => one.customer === customer)
      if (customer !== undefined && wanted.length === 0) {
        throw new Problem('not-found', 'CustomerNotFound', `No ${customer} ever ordered anything.`)
      }
      const { logistic, ...known } = churn
      if (json) console.log(JSON.stringify({ days: CHURN_DAYS, ...known, logistic, risks: wanted }))
      else console.log([...judged(churn), ...wanted.slice(0, SHOWN).map(inWords)].join('\n'))
      return 0
    } finally {
      await db.close()
    }
  },
}

function judged(churn: Churn): string[] {
  const { judged: ours, plain, customers, looks } = churn
  const points = (share: number) => (100 * share).toFixed(1)
  return [
    `Who orders nothing in the next ${CHURN_DAYS} days, learned from ${looks} looks back at ${customers} customers.`,
    `On customers not learned from: AUC ${ours.auc.toFixed(3)} (by the days since the latest order alone ${plain.auc.toFixed(3)}),`,
    `probabilities off by ${points(ours.calibrationError)} points on average, Brier ${ours.brier.toFixed(3)} (${ours.knownRate.toFixed(3)} for giving all the same).`,
    ...ours.bins.map(
      ({ said, came, count }) =>
        `  said ${points(said).padStart(5)} %  came ${points(came).padStart(5)} %  of ${count}`,
    ),
    ...(isUseful(churn)
      ? []
      : ['That is no better than giving all the same: rules are told nothing.']),
    '',
  ]
}

function inWords({ customer, risk, silentDays, usualDays, reasons }: ChurnRisk): string {
  const rhythm = usualDays === null ? 'ordered once' : `usually every ${usualDays}`
  const why = reasons
    .slice(0, 3)
    .map(({ sign, isHigh, push }) => `${push > 0 ? '+' : '−'} ${sign} (${isHigh ? 'high' : 'low'})`)
    .join(', ')
  return `${customer}  ${(100 * risk).toFixed(0)} %  silent for ${silentDays} days, ${rhythm}; ${why}`
}
