import type { Tested } from './test-nlu.ts'

export type IntentFigures = {
  readonly intent: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
  /** What else messages of it were taken for, and how often; most often first. */
  readonly confusedWith: readonly (readonly [intent: string, count: number])[]
}

/** A bin of equally many messages: what was promised and what came true. */
export type Reliability = {
  readonly confidence: number
  readonly right: number
  readonly count: number
}

export type NluFigures = {
  readonly messages: number
  readonly accuracy: number
  readonly macro: Omit<IntentFigures, 'intent' | 'confusedWith'>
  readonly weighted: Omit<IntentFigures, 'intent' | 'confusedWith'>
  readonly perIntent: readonly IntentFigures[]
  /** How many right and wrong answers have a confidence of 0 to 5 %, 5 to 10 % … */
  readonly histogram: readonly { readonly right: number; readonly wrong: number }[]
  readonly reliability: readonly Reliability[]
  /** Mean distance of confidence from accuracy over the bins of `reliability`, from 0 to 1. */
  readonly calibrationError: number
}

const COLUMNS = 20
const BINS = 15

export function scoreTested(tested: readonly Tested[]): NluFigures {
  const perIntent = figuresOf(tested)
  const known = perIntent.filter(({ support }) => support > 0)
  const total = tested.length
  const mean = (key: 'precision' | 'recall' | 'f1', weight: (each: IntentFigures) => number) =>
    known.reduce((sum, each) => sum + each[key] * weight(each), 0)
  const averaged = (weight: (each: IntentFigures) => number) => ({
    precision: mean('precision', weight),
    recall: mean('recall', weight),
    f1: mean('f1', weight),
    support: total,
  })
  const histogram = Array.from({ length: COLUMNS }, () => ({ right: 0, wrong: 0 }))
  for (const { expected, got } of tested) {
    const column = histogram[Math.min(COLUMNS - 1, Math.floor(got.confidence * COLUMNS))]!
    column[got.name === expected ? 'right' : 'wrong']++
  }
  const reliability = reliabilityOf(tested)
  return {
    messages: total,
    accuracy: tested.filter(({ expected, got }) => expected === got.name).length / total,
    macro: averaged(() => 1 / known.length),
    weighted: averaged(({ support }) => support / total),
    perIntent,
    histogram,
    reliability,
    calibrationError: reliability.reduce(
      (sum, { confidence, right, count }) => sum + (Math.abs(confidence - right) * count) / total,
      0,
    ),
  }
}

function figuresOf(tested: readonly Tested[]): IntentFigures[] {
  const names = new Set(tested.flatMap(({ expected, got }) => [expected, got.name]))
  const given = new Map<string, number>()
  const wanted = new Map<string, Map<string, number>>()
  for (const { expected, got } of tested) {
    given.set(got.name, (given.get(got.name) ?? 0) + 1)
    const row = wanted.get(expected) ?? new Map<string, number>()
    row.set(got.name, (row.get(got.name) ?? 0) + 1)
    wanted.set(expected, row)
  }
  return [...names].sort().map((intent) => {
    const row = wanted.get(intent) ?? new Map<string, number>()
    const hits = row.get(intent) ?? 0
    const support = [...row.values()].reduce((sum, count) => sum + count, 0)
    const precision = hits === 0 ? 0 : hits / given.get(intent)!
    const recall = support === 0 ? 0 : hits / support
    return {
      intent,
      precision,
      recall,
      f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
      support,
      confusedWith: [...row].filter(([other]) => other !== intent).sort((a, b) => b[1] - a[1]),
    }
  })
}

function reliabilityOf(tested: readonly Tested[]): Reliability[] {
  const sorted = [...tested].sort((a, b) => a.got.confidence - b.got.confidence)
  return Array.from({ length: BINS }, (_, bin) => {
    const from = Math.floor((bin * sorted.length) / BINS)
    const part = sorted.slice(from, Math.floor(((bin + 1) * sorted.length) / BINS))
    const sum = part.reduce((total, { got }) => total + got.confidence, 0)
    const right = part.filter(({ expected, got }) => expected === got.name).length
    return { confidence: sum / part.length, right: right / part.length, count: part.length }
  }).filter(({ count }) => count > 0)
}
