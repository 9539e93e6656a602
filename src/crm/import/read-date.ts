/** Which of two small numbers comes first where a date has its year last. */
export type DateOrder = 'day-first' | 'month-first'

export type DateRead =
  /** `order` is what it shows of the order, when it shows it: 20/11/2026. */
  | { readonly kind: 'clear'; readonly iso: string; readonly order: DateOrder | null }
  /** 3/4/2026: in April or in March. */
  | { readonly kind: 'unclear'; readonly as: Readonly<Record<DateOrder, string>> }
  /** 31 February. */
  | { readonly kind: 'impossible' }

/**
 * A date, with or without a time, in the forms of spreadsheets and databases in English and Chinese;
 * null for what is none. As ISO 8601 in UTC: a time without its zone is taken for UTC.
 */
export function readDate(text: string): DateRead | null {
  const plain = text.normalize('NFKC').trim()
  const split =
    /^(.*?\d\s*日?|[^\d]*\d{1,2},? \d{4})(?:[T,\s]+((?:上午|下午)?\s*\d{1,2}[:点时]\d{2}.*))?$/u.exec(
      plain,
    )
  if (!split) return null
  const time = readTime(split[2] ?? '')
  if (time === null) return null
  const day = split[1]!.trim()
  for (const { pattern, parts } of withYearFirst) {
    const match = pattern.exec(day)
    if (match) return dated(parts(match), time, null)
  }
  return readYearLast(day, time)
}

type Day = { readonly y: number; readonly m: number; readonly d: number }

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1
const day = (y?: string, m?: string | number, d?: string): Day => ({
  y: fullYear(y ?? ''),
  m: Number(m),
  d: Number(d),
})

const NAMES = `(?:${months.join('|')})[a-z]*`
const withYearFirst: readonly { pattern: RegExp; parts: (match: RegExpExecArray) => Day }[] = [
  {
    pattern: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
    parts: ([, y, , m, d]) => day(y, m, d),
  },
  {
    pattern: /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/,
    parts: ([, y, m, d]) => day(y, m, d),
  },
  { pattern: /^((?:19|20)\d\d)(\d\d)(\d\d)$/, parts: ([, y, m, d]) => day(y, m, d) },
  {
    pattern: new RegExp(
      `^(\\d{1,2})(?:st|nd|rd|th)?[ .-]+(${NAMES})\\.?[ ,.-]+(\\d{4}|\\d\\d)$`,
      'i',
    ),
    parts: ([, d, name, y]) => day(y, monthOf(name!), d),
  },
  {
    pattern: new RegExp(`^(${NAMES})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, 'i'),
    parts: ([, name, d, y]) => day(y, monthOf(name!), d),
  },
]

function readYearLast(text: string, time: number): DateRead | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$/.exec(text)
  if (!match) return null
  const [, a, sign, b, y] = match
  const dayFirst = dated(day(y, b, a), time, 'day-first')
  // Nobody puts the month first between full stops.
  if (sign === '.') return dayFirst.kind === 'clear' ? { ...dayFirst, order: null } : dayFirst
  const monthFirst = dated(day(y, a, b), time, 'month-first')
  if (dayFirst.kind !== 'clear') return monthFirst
  if (monthFirst.kind !== 'clear') return dayFirst
  if (dayFirst.iso === monthFirst.iso) return { ...dayFirst, order: null }
  return { kind: 'unclear', as: { 'day-first': dayFirst.iso, 'month-first': monthFirst.iso } }
}

function dated({ y, m, d }: Day, time: number, order: DateOrder | null): DateRead {
  const midnight = new Date(Date.UTC(y, m - 1, d))
  const isReal = midnight.getUTCMonth() === m - 1 && midnight.getUTCDate() === d
  if (!isReal) return { kind: 'impossible' }
  return { kind: 'clear', iso: new Date(midnight.getTime() + time).toISOString(), order }
}

/** Milliseconds after midnight in UTC; 0 without a time, null for what is none. */
function readTime(text: string): number | null {
  if (text === '') return 0
  const match =
    /^(上午|下午)?\s*(\d{1,2})[:点时](\d{2})(?:[:分](\d{2})(?:[.,](\d{1,9}))?)?[秒分]?\s*(am|pm|a\.m\.|p\.m\.)?\s*(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2})?)?$/iu.exec(
      text,
    )
  if (!match) return null
  const [, zh, h, m, s, fraction, en, , sign, zoneHours, zoneMinutes] = match
  const half = zh ?? en?.toLowerCase().replaceAll('.', '')
  let hours = Number(h)
  if (half !== undefined && (hours < 1 || hours > 12)) return null
  if (half === '下午' || half === 'pm') hours = (hours % 12) + 12
  else if (half !== undefined) hours %= 12
  if (hours > 23 || Number(m) > 59 || Number(s ?? 0) > 59) return null
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  const minutes = hours * 60 + Number(m) - zone
  return (minutes * 60 + Number(s ?? 0)) * 1_000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1_000)
}

/** Of two figures those from 70 on belong to the last century, as in POSIX. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year + (year >= 70 ? 1900 : 2000)
}
