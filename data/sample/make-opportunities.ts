import { catalogue } from './catalogue.ts'
import { DAY, NOW, iso } from './clock.ts'
import { diceFrom } from './dice.ts'
import type { Customer } from './make-customers.ts'

const OPPORTUNITIES = 60

/** A seed of its own, so that the other files stay as they are. */
const SEED = 20261121

/** From stage to stage: how likely the next is reached, and how many days that takes. */
const road = [
  ['lead', 0.85, [2, 9]],
  ['qualified', 0.85, [4, 18]],
  ['proposal', 0.8, [5, 25]],
  ['negotiation', 0.75, [3, 14]],
] as const

const settings = {
  en: [
    ['Fitting out a café', ['CHR-ASH', 'LMP-PEN'], [12, 40]],
    ['Lamps for a reading room', ['LMP-OAK', 'LMP-CLP'], [10, 60]],
    ['Linen for a guest house', ['BED-DUV', 'BED-SHT'], [8, 50]],
    ['Plants for an office', ['PLT-MON', 'PLT-OLV'], [6, 30]],
  ],
  zh: [
    ['咖啡馆桌椅', ['CHR-ASH', 'LMP-PEN'], [12, 40]],
    ['阅览室灯具', ['LMP-OAK', 'LMP-CLP'], [10, 60]],
    ['民宿床品', ['BED-DUV', 'BED-SHT'], [8, 50]],
    ['办公室绿植', ['PLT-MON', 'PLT-OLV'], [6, 30]],
  ],
} as const

const whyWon = ['price', 'quality', 'known to them', 'quick delivery']
const whyLost = ['too expensive', 'bought elsewhere', 'project stopped', 'no answer']

export type SampleOpportunity = {
  readonly line: Readonly<Record<string, string | number>>
  readonly stays: readonly Readonly<Record<string, string | number>>[]
}

/** What the shop hopes to sell to other businesses: a year of it, most of it decided. */
export function makeOpportunities(customers: readonly Customer[]): SampleOpportunity[] {
  const dice = diceFrom(SEED)
  return Array.from({ length: OPPORTUNITIES }, () => {
    const customer = dice.one(customers)
    const [title, skus, amounts] = dice.one<(typeof settings)['en' | 'zh'][number]>(
      settings[customer.language],
    )
    const price = skus.reduce((sum, sku) => sum + priceOf(sku), 0)
    const id = `O-${dice.code(6)}`
    const opened = NOW - (dice.chance(0.45) ? dice.between(1, 45) : dice.between(45, 365)) * DAY
    const stays: { stage: string; since: number }[] = []
    let at = opened
    let stage = 'won'
    for (const [name, chance, [least, most]] of road) {
      stays.push({ stage: name, since: at })
      at += dice.between(least, most) * DAY
      if (dice.chance(chance)) continue
      stage = 'lost'
      break
    }
    const isOver = at < NOW
    if (isOver) stays.push({ stage, since: at })
    const known = stays.filter(({ since }) => since < NOW)
    const outcome = isOver ? stage : known.at(-1)!.stage
    return {
      line: {
        id,
        title,
        customer: customer.id,
        stage: outcome,
        amount: (price * dice.whole(amounts[0], amounts[1])).toFixed(2),
        currency: 'EUR',
        expected_close: iso(opened + dice.between(20, 70) * DAY).slice(0, 10),
        reason: isOver ? dice.one(stage === 'won' ? whyWon : whyLost) : '',
        opened_at: iso(opened),
        closed_at: isOver ? iso(at) : '',
      },
      stays: known.map(({ stage, since }, i) => ({
        opportunity: id,
        number: i + 1,
        stage,
        since: iso(since),
        until: known[i + 1] ? iso(known[i + 1]!.since) : '',
      })),
    }
  })
}

const priceOf = (sku: string): number => catalogue.find(([own]) => own === sku)?.[4] ?? 0
