import { findPrivate } from '../../src/masking/find-private.ts'
import type { Finding } from '../../src/masking/finding.ts'
import { canaries, orderNumber } from './canaries.ts'
import { faultOptions } from './fault-options.ts'
import { mulberry32 } from './mulberry32.ts'

const usage = `npm run faults -- mask [--canaries 100000] [--orders 1000000] [--seed 1] [--json]
  Hides made-up cards, accounts, ids, phones, e-mails and keys in sentences of both languages, and
  counts which are masked whole, and which order numbers are masked that are to stay.`

type Score = { canaries: number; missed: number; found: number; wrong: number }

/** Resolves to true when every canary is masked and no order number is. */
export async function mask(args: readonly string[]): Promise<boolean> {
  const values = faultOptions(args, usage, {
    canaries: { type: 'string', default: '100000' },
    orders: { type: 'string', default: '1000000' },
  })
  if (!values) return true
  const random = mulberry32(Number(values.seed))
  const scores = new Map<Finding['kind'], Score>()
  const score = (kind: Finding['kind']): Score => {
    const known = scores.get(kind) ?? { canaries: 0, missed: 0, found: 0, wrong: 0 }
    scores.set(kind, known)
    return known
  }
  const made = canaries(random)
  for (let i = 0; i < Number(values.canaries); i++) {
    const { kind, texts, start, end } = made.next().value
    const found = findPrivate(texts.join('\n'))
    score(kind).canaries++
    // Whatever it is taken for, nothing of it may stay to be read.
    const isMasked = found.some((one) => one.start <= start && one.end >= end)
    if (!isMasked) {
      score(kind).missed++
      if (score(kind).missed <= 3) console.error(`missed ${kind}: ${JSON.stringify(texts)}`)
    }
    for (const one of found) {
      score(one.kind).found++
      if (one.kind !== kind || one.end <= start || one.start >= end) score(one.kind).wrong++
    }
  }
  let masked = 0
  for (let i = 0; i < Number(values.orders); i++) {
    const text = orderNumber(random)
    const found = findPrivate(text)
    if (found.length && ++masked <= 3) console.error(`masked ${text}`)
    for (const one of found) {
      score(one.kind).found++
      score(one.kind).wrong++
    }
  }
  const rows = [...scores].map(([kind, { canaries, missed, found, wrong }]) => ({
    kind,
    canaries,
    recall: round(100 * (1 - missed / canaries)),
    precision: round(100 * (1 - wrong / Math.max(1, found))),
  }))
  const missed = [...scores.values()].reduce((sum, one) => sum + one.missed, 0)
  if (values.json) console.log(JSON.stringify({ kinds: rows, missed, ordersMasked: masked }))
  else console.table(rows)
  const line = `${values.canaries} canaries, ${missed} missed, ${values.orders} order numbers, ${masked} masked`
  ;(values.json ? console.error : console.log)(line)
  return missed === 0 && masked === 0
}

const round = (share: number): number => Math.round(share * 1000) / 1000
