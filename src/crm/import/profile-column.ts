import { readBoolean } from './read-boolean.ts'
import { readCountry } from '../read-country.ts'
import { readDate, type DateOrder } from './read-date.ts'
import { readEmail } from './read-email.ts'
import { readNumber, type DecimalSign } from './read-number.ts'
import { spread, type Limits } from './spread.ts'

export type ColumnType =
  'email' | 'date' | 'yes-no' | 'country' | 'phone' | 'number' | 'text' | 'empty'

/** What a column holds. */
export type ColumnProfile = {
  readonly heading: string
  readonly filled: number
  /** What at least nine of ten filled cells are, of the first 5,000. */
  readonly type: ColumnType
  /** Which order its dates show; 'both' when some show one and some the other. */
  readonly order: DateOrder | 'both' | null
  readonly sign: DecimalSign | 'both' | null
  /** Beyond which its numbers are outliers. */
  readonly limits: Limits | null
}

/** What most of a column has to be, so that it is called so. */
const MOST = 0.9
/** Of so many filled cells each is looked at from all sides; of later ones only how they write. */
const LOOKED_AT = 5_000

/** Feed it every cell of a column; then ask. */
export function profileColumn(heading: string): {
  readonly add: (cell: string) => void
  readonly profile: () => ColumnProfile
} {
  const counts = { email: 0, date: 0, 'yes-no': 0, country: 0, phone: 0, number: 0 }
  const seen = { 'day-first': false, 'month-first': false, ',': false, '.': false }
  const numbers = spread()
  let filled = 0

  function add(cell: string): void {
    const text = cell.trim()
    if (text === '') return
    filled += 1
    const isLookedAt = filled <= LOOKED_AT
    const date = isLookedAt || counts.date > 0 ? dateIn(text) : null
    if (date?.kind === 'clear' && date.order) seen[date.order] = true
    const number = isLookedAt || counts.number > 0 ? readNumber(text) : null
    if (number?.kind === 'clear') {
      numbers.add(number.value)
      if (number.sign) seen[number.sign] = true
    }
    if (!isLookedAt) return
    if (date) counts.date += 1
    if (number) counts.number += 1
    if (text.includes('@') && readEmail(text)) counts.email += 1
    if (looksLikePhone(text)) counts.phone += 1
    if (text.length > 60) return
    if (readBoolean(text) !== null) counts['yes-no'] += 1
    if (!number && readCountry(text)) counts.country += 1
  }

  function profile(): ColumnProfile {
    // In this order: 20261120 is a date before it is a number, 13812345678 a phone.
    const type = (Object.keys(counts) as (keyof typeof counts)[]).find(
      (type) => counts[type] >= Math.min(filled, LOOKED_AT) * MOST,
    )
    return {
      heading,
      filled,
      type: filled === 0 ? 'empty' : (type ?? 'text'),
      order: both(seen['day-first'], seen['month-first'], 'day-first', 'month-first'),
      sign: both(seen[','], seen['.'], ',', '.'),
      limits: numbers.limits(),
    }
  }
  return { add, profile }
}

const dateIn = (text: string) => (/\d/.test(text) ? readDate(text) : null)

const both = <T>(a: boolean, b: boolean, first: T, second: T): T | 'both' | null =>
  a && b ? 'both' : a ? first : b ? second : null

/** Seven digits and more, with a plus, a zero or a gap; or a Chinese mobile. */
const looksLikePhone = (text: string): boolean =>
  /^(?:[+＋]|0|\(|1[3-9]\d{9}$|\d{2,4}[\s-]\d)/.test(text) &&
  /^[+＋]?[\d\s()./-]+$/.test(text) &&
  text.replace(/\D/g, '').length >= 7 &&
  !/^\d{4}-\d\d-\d\d|^0[.,]/.test(text)
