import { expect, test } from 'vitest'
import { cycleTimes, stageTimes } from '../../src/insights/cycle-times.ts'
import type { Deal } from '../../src/crm/sales/deal.ts'
import { forecast } from '../../src/insights/forecast.ts'
import { median } from '../../src/insights/median.ts'
import { winRate, winRatesByOwner, winRatesByStage } from '../../src/insights/win-rates.ts'

const deal = (facts: Partial<Deal>): Deal => ({
  owner: 'mei',
  outcome: 'open',
  stays: [],
  amountCents: 100_00,
  currency: 'EUR',
  probability: 50,
  expectedClose: '2026-12-10',
  openedAt: '2026-11-01T00:00:00.000Z',
  closedAt: null,
  ...facts,
})

test.each([
  [[], null],
  [[3], 3],
  [[9, 1, 3], 3],
  [[1, 2, 3, 10], 2.5],
])('the median of %j is %j', (values, middle) => {
  expect(median(values)).toBe(middle)
})

test('the forecast weighs what is open, month by month and per currency', () => {
  const months = forecast(
    [
      deal({ amountCents: 100_01, probability: 50 }),
      // Each alone would be rounded up.
      deal({ amountCents: 1, probability: 50 }),
      deal({ currency: 'CNY', amountCents: 900_00, probability: 10 }),
      deal({ expectedClose: '2027-01-01', probability: 0 }),
      deal({ expectedClose: '2026-11-25' }),
      deal({ expectedClose: '2026-11-26' }),
      deal({ expectedClose: null }),
      deal({ outcome: 'won', closedAt: '2026-11-02T10:00:00.000Z', amountCents: 70_00 }),
      deal({ outcome: 'won', closedAt: '2026-10-30T10:00:00.000Z', amountCents: 70_00 }),
      deal({ outcome: 'lost', closedAt: '2026-11-02T10:00:00.000Z' }),
    ],
    '2026-11-26',
  )
  const said = months.map(({ month, currency, open, weightedCents, wonCents }) =>
    [month, currency, open, weightedCents, wonCents].join(' '),
  )
  expect(said).toEqual([
    'overdue EUR 1 5000 0',
    '2026-11 EUR 1 5000 7000',
    '2026-12 CNY 1 9000 0',
    '2026-12 EUR 2 5001 0',
    '2027-01 EUR 1 0 0',
    'undated EUR 1 5000 0',
  ])
})

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`

const won = deal({
  outcome: 'won',
  openedAt: day(1),
  closedAt: day(11),
  stays: [
    { stage: 'lead', from: day(1), until: day(3) },
    { stage: 'offer', from: day(3), until: day(11) },
    { stage: 'won', from: day(11), until: null },
  ],
})
const lost = deal({
  owner: 'jonas',
  outcome: 'lost',
  openedAt: day(1),
  closedAt: day(5),
  stays: [
    { stage: 'lead', from: day(1), until: day(5) },
    { stage: 'lost', from: day(5), until: null },
  ],
})
const open = deal({ stays: [{ stage: 'lead', from: day(1), until: null }] })

test('cycle times are of what is over', () => {
  expect(cycleTimes([won, lost, open])).toEqual({
    won: { medianDays: 10, count: 1 },
    lost: { medianDays: 4, count: 1 },
  })
  expect(stageTimes([won, lost, open], ['lead', 'offer', 'talk'])).toEqual([
    { stage: 'lead', medianDays: 3, count: 2, still: 1 },
    { stage: 'offer', medianDays: 8, count: 1, still: 0 },
    { stage: 'talk', medianDays: null, count: 0, still: 0 },
  ])
})

test('win rates count what is closed, by owner and by the stages it went through', () => {
  expect(winRate([won, lost, open])).toMatchObject({ count: 1, of: 2, share: 0.5 })
  expect(winRatesByOwner([won, won, lost, open])).toMatchObject([
    { key: 'mei', count: 2, of: 2 },
    { key: 'jonas', count: 0, of: 1 },
  ])
  expect(winRatesByStage([won, lost, open], ['lead', 'offer', 'talk'])).toMatchObject([
    { key: 'lead', count: 1, of: 2 },
    { key: 'offer', count: 1, of: 1 },
    { key: 'talk', of: 0, share: null },
  ])
})
