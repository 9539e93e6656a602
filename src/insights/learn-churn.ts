import type { CustomerHistory } from '../crm/customer-histories.ts'
import { churnSigns, churnSignsAt } from './churn-signs.ts'
import { askLogistic, fitLogistic, type Logistic } from './fit-logistic.ts'
import { type Judgement, judgeProbabilities } from './judge-probabilities.ts'

/** Whoever does not order within so many days has left. */
export const CHURN_DAYS = 90

const DAY = 86_400_000
/** So far apart the past is looked back on, and so often. */
const STEP_DAYS = 30
const MOST_LOOKS = 12
/** Every so many-th customer is learned from, so that there are at most so many. */
const MOST_CUSTOMERS = 5000
/** With fewer customers of either kind nothing is learned. */
const ENOUGH = 30
/** A customer is judged by what was learned from four fifths of the others. */
const PARTS = 5

export type Churn = {
  readonly logistic: Logistic
  /** The usual days between two orders in this shop. */
  readonly rhythm: number
  /** On customers that were not learned from. */
  readonly judged: Judgement
  /** The same with nothing but the days since the latest order: what a plain rule could do. */
  readonly plain: Judgement
  readonly customers: number
  readonly looks: number
}

type Look = {
  readonly customer: number
  readonly values: readonly number[]
  readonly left: boolean
}

/**
 * Learns from the shop's own past who leaves: at instants before `now` (ms) at which it is known by
 * now who ordered in the `CHURN_DAYS` after, from what was known then. Null when too few stayed or
 * left.
 */
export function learnChurn(histories: readonly CustomerHistory[], now: number): Churn | null {
  const rhythm = usualGap(histories)
  const every = Math.ceil(histories.length / MOST_CUSTOMERS)
  const looks = looksAt(
    histories.filter((_, n) => n % every === 0),
    now,
    rhythm,
  )
  const who = (left: boolean) =>
    new Set(looks.flatMap((look) => (look.left === left ? [look.customer] : []))).size
  if (who(true) < ENOUGH || who(false) < ENOUGH) return null
  const outcomes = looks.map((look) => look.left)
  return {
    logistic: fitLogistic(
      looks.map(({ values }) => values),
      outcomes,
    ),
    rhythm,
    judged: judgeProbabilities(
      heldOut(looks, ({ values }) => values),
      outcomes,
    ),
    plain: judgeProbabilities(
      heldOut(looks, ({ values }) => values.slice(0, 1)),
      outcomes,
    ),
    customers: new Set(looks.map(({ customer }) => customer)).size,
    looks: looks.length,
  }
}

/** Whether it says more of customers it has not seen than that all are alike. */
export const isUseful = ({ judged }: Churn): boolean => judged.brier < judged.knownRate

/** Half of all gaps between two orders of one customer are shorter. In days. */
function usualGap(histories: readonly CustomerHistory[]): number {
  const gaps = histories
    .flatMap(({ orders }) => orders.slice(1).map((order, n) => (order.at - orders[n]!.at) / DAY))
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? CHURN_DAYS
}

function looksAt(histories: readonly CustomerHistory[], now: number, rhythm: number): Look[] {
  const first = histories.reduce((so, { orders }) => Math.min(so, orders[0]?.at ?? so), now)
  const looks: Look[] = []
  for (let look = 0; look < MOST_LOOKS; look++) {
    const at = now - (CHURN_DAYS + look * STEP_DAYS) * DAY
    // What came before the records began cannot be told from silence.
    if (at - first < CHURN_DAYS * DAY) break
    histories.forEach((history, customer) => {
      const signs = churnSignsAt(history, at, rhythm)
      if (!signs) return
      const until = at + CHURN_DAYS * DAY
      const left = !history.orders.some((order) => order.at >= at && order.at < until)
      looks.push({ customer, values: signs.values, left })
    })
  }
  return looks
}

/** What a regression that saw nothing of the customer gives to each look. */
function heldOut(looks: readonly Look[], seen: (look: Look) => readonly number[]): number[] {
  const fits = Array.from({ length: PARTS }, (_, part) => {
    const others = looks.filter(({ customer }) => customer % PARTS !== part)
    return fitLogistic(
      others.map(seen),
      others.map(({ left }) => left),
    )
  })
  return looks.map((look) => askLogistic(fits[look.customer % PARTS]!, seen(look)).probability)
}

export type ChurnRisk = {
  readonly customer: string
  /** How probable it is that the customer orders nothing in the next `CHURN_DAYS`: 0 to 1. */
  readonly risk: number
  /** The weightiest first. */
  readonly reasons: readonly ChurnReason[]
  readonly silentDays: number
  readonly usualDays: number | null
}

/** A sign that is high or low for this shop, and what it adds to the logit: above 0 speaks for leaving. */
export type ChurnReason = { readonly sign: string; readonly isHigh: boolean; readonly push: number }

/** Null for who never ordered. */
export function churnRiskOf(history: CustomerHistory, churn: Churn, now: number): ChurnRisk | null {
  const signs = churnSignsAt(history, now, churn.rhythm)
  if (!signs) return null
  const { pushes, probability } = askLogistic(churn.logistic, signs.values)
  const reasons = churnSigns
    .map((sign, k) => ({
      sign,
      isHigh: signs.values[k]! > churn.logistic.means[k]!,
      push: round(pushes[k]!),
    }))
    .filter(({ push }) => Math.abs(push) >= 0.05)
    .sort((a, b) => Math.abs(b.push) - Math.abs(a.push))
  const { silentDays, usualDays } = signs
  return { customer: history.customer, risk: round(probability), reasons, silentDays, usualDays }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
