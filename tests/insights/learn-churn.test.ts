import { describe, expect, test } from 'vitest'
import type { CustomerHistory } from '../../src/crm/customer-histories.ts'
import { churnSigns, churnSignsAt } from '../../src/insights/churn-signs.ts'
import { askLogistic, fitLogistic } from '../../src/insights/fit-logistic.ts'
import { judgeProbabilities } from '../../src/insights/judge-probabilities.ts'
import { churnRiskOf, isUseful, learnChurn } from '../../src/insights/learn-churn.ts'
import { startRandom } from '../../src/training/random.ts'

const DAY = 86_400_000
const now = Date.parse('2026-11-20T00:00:00.000Z')

const history = (customer: string, days: readonly number[], tickets: readonly number[] = []) =>
  ({
    customer,
    orders: days.map((day) => ({ at: now - day * DAY, spent: 40 })),
    tickets: tickets.map((day) => ({ openedAt: now - day * DAY, closedAt: null })),
    feelings: [],
  }) satisfies CustomerHistory

/** Every third month or so; whoever complains never comes back. */
function shop(customers: number): CustomerHistory[] {
  const { uniform } = startRandom(3)
  return Array.from({ length: customers }, (_, n) => {
    const left = n % 3 === 0 ? 60 + uniform() * 500 : 0
    const days: number[] = []
    for (let day = 700 - uniform() * 60; day > left; day -= 20 + uniform() * 60) days.push(day)
    const tickets = left > 0 ? [left] : []
    return history(`C-${n}`, days, tickets)
  })
}

describe('a shop whose customers leave after a complaint', () => {
  const churn = learnChurn(shop(200), now)!

  test('is learned, and judged on customers that were not learned from', () => {
    expect(churn.judged.auc).toBeGreaterThan(0.9)
    expect(churn.judged.auc).toBeGreaterThan(churn.plain.auc)
    expect(churn.judged.calibrationError).toBeLessThan(0.05)
    expect(isUseful(churn)).toBe(true)
  })

  test('tells why', () => {
    const regular = churnRiskOf(history('C-a', [200, 150, 100, 60, 20]), churn, now)!
    const gone = churnRiskOf(history('C-b', [300, 250, 200, 150], [149]), churn, now)!
    expect(regular.risk).toBeLessThan(0.2)
    expect(gone.risk).toBeGreaterThan(0.8)
    expect(gone).toMatchObject({ silentDays: 150, usualDays: 50 })
    const tickets = gone.reasons.find(({ sign }) => sign === 'open tickets')
    expect(tickets).toMatchObject({ isHigh: true })
    expect(tickets!.push).toBeGreaterThan(0)
    expect(churnRiskOf(history('C-c', []), churn, now)).toBeNull()
  })

  test('gives the same from the same', () => {
    expect(learnChurn(shop(200), now)).toEqual(churn)
  })
})

test('with too little past nothing is learned', () => {
  expect(learnChurn([], now)).toBeNull()
  expect(learnChurn(shop(10), now)).toBeNull()
  expect(learnChurn([history('C-1', [10, 5])], now)).toBeNull()
})

test('nothing that came later is seen', () => {
  const at = now - 100 * DAY
  const whole = churnSignsAt(history('C-1', [300, 200, 150, 90, 10], [120, 50]), at, 30)
  expect(whole).toEqual(churnSignsAt(history('C-1', [300, 200, 150], [120]), at, 30))
  expect(whole!.values).toHaveLength(churnSigns.length)
})

test('messages count by how they felt, in the last 90 days', () => {
  const felt = (sentiment: number, day: number): CustomerHistory => ({
    ...history('C-1', [20]),
    feelings: [{ at: now - day * DAY, sentiment }],
  })
  const unhappy = (one: CustomerHistory) => churnSignsAt(one, now, 30)!.values.at(-1)
  expect(unhappy(felt(-0.8, 10))).toBeCloseTo(0.8)
  expect(unhappy(felt(0.8, 10))).toBeCloseTo(0)
  expect(unhappy(felt(-0.8, 100))).toBeCloseTo(0)
})

test('a logistic regression finds the weights that made its data', () => {
  const { uniform } = startRandom(1)
  const rows = Array.from({ length: 4000 }, () => [uniform() * 2 - 1, uniform() * 2 - 1, 0])
  const chance = ([a = 0, b = 0]: number[]) => 1 / (1 + Math.exp(-(2 * a - b + 0.5)))
  const isSo = rows.map((row) => uniform() < chance(row))
  const fit = fitLogistic(rows, isSo)
  const miss = rows.map((row) => Math.abs(askLogistic(fit, row).probability - chance(row)))
  expect(Math.max(...miss)).toBeLessThan(0.06)
  expect(fit.weights[2]).toBeCloseTo(0)
})

test.each([
  [[0.1, 0.2, 0.8, 0.9], [false, false, true, true], 1],
  [[0.9, 0.8, 0.2, 0.1], [false, false, true, true], 0],
  [[0.5, 0.5, 0.5, 0.5], [false, true, false, true], 0.5],
])('AUC of %j for %j is %d', (said, came, auc) => {
  expect(judgeProbabilities(said, came).auc).toBe(auc)
})
