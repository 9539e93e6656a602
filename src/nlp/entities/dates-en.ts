/** Dates as English writes them. */
import {
  type Clock,
  dayAt,
  dayOfWeek,
  isoDay,
  isoMonth,
  lastOfMonth,
  mondayOf,
  nearestDay,
  partsOf,
  shiftDay,
  type Unit,
  weekdayOf,
} from './calendar.ts'
import type { DatePattern } from './dates.ts'
import { holidayNames, holidayOf } from './holidays.ts'
import { readNumberWords, smallNumber } from './number-words.ts'

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayNames = 'sun mon tue wed thu fri sat'.split(' ')
const weekday =
  '(sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)'
const count = `(\\d{1,3}|an?|a couple(?: of)?|${smallNumber})`
const unit = '(day|week|fortnight|month|year)'
/** A weekday before a date says nothing new. */
const lead = `(?:${weekday},? (?:the )?)?`
const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?'

export const hintEn = new RegExp(
  `\\d[-/.]\\d|\\d(?:st|nd|rd|th)\\b|\\b(?:19|20)\\d\\d\\b|\\b(?:today|tonight|tomorrow|tmrw|yesterday|days?|last night|this (?:morning|afternoon|evening)|weekends?|weeks?|fortnights?|months?|years?|${month}|${weekday}|${holidayNames})\\b`,
)

export const datesEn: readonly DatePattern[] = [
  {
    expression: /(?<!\d)(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2}))(?!\d)/g,
    read: (m) => iso(+m[1]!, +(m[2] ?? m[4])!, +(m[3] ?? m[5])!),
    isAbsolute: true,
  },
  {
    // Day first, as most of the world writes; 12/25/2026 can only be the other way round.
    expression: /(?<![\d./-])(\d{1,2})(?:[./](\d{1,2})[./]|-(\d{1,2})-)(\d{4})(?!\d|\.\d)/g,
    read: (m) => {
      const second = +(m[2] ?? m[3])!
      return iso(+m[4]!, second, +m[1]!) ?? iso(+m[4]!, +m[1]!, second)
    },
    isAbsolute: true,
  },
  {
    expression: new RegExp(`\\b${lead}${ordinal}(?: of)? ${month}\\b\\.?,? (\\d{4})\\b`, 'g'),
    read: (m) => iso(+m[4]!, monthOf(m[3]!), +m[2]!),
    isAbsolute: true,
  },
  {
    expression: new RegExp(`\\b${lead}${month}\\.? (?:the )?${ordinal},? (\\d{4})\\b`, 'g'),
    read: (m) => iso(+m[4]!, monthOf(m[2]!), +m[3]!),
    isAbsolute: true,
  },
  {
    expression: new RegExp(`\\b${lead}${ordinal}(?: of)? ${month}\\b(?! \\d{4}\\b)`, 'g'),
    read: (m, clock) => nearest(clock, monthOf(m[3]!), +m[2]!),
  },
  {
    expression: new RegExp(`\\b${lead}${month}\\.? (?:the )?${ordinal}\\b(?!,? \\d{4}\\b)`, 'g'),
    read: (m, clock) => nearest(clock, monthOf(m[2]!), +m[3]!),
  },
  {
    expression: new RegExp(
      `(?<!\\d(?:st|nd|rd|th)?(?: of)? )\\b${month},? ((?:19|20)\\d\\d)\\b`,
      'g',
    ),
    read: (m) => isoMonth(+m[2]!, monthOf(m[1]!)),
    isAbsolute: true,
  },
  {
    expression: new RegExp(
      `(?<=\\b(?:in|since|until|till|by|during|from|of) )${month}\\b(?! \\d|,? (?:19|20)\\d\\d)`,
      'g',
    ),
    read: (m, clock) => nearestMonth(clock, monthOf(m[1]!)),
  },
  {
    expression: new RegExp(`\\b(last|next|this) ${month}\\b(?! \\d)`, 'g'),
    read: (m, clock) => namedMonth(m[1]!, monthOf(m[2]!), clock),
  },
  {
    expression: /(?<=\b(?:in|since|until|by|from|during|year|of) )((?:19|20)\d\d)\b(?![-/.]\d)/g,
    read: (m) => m[1],
    isAbsolute: true,
  },
  {
    expression:
      /\b(?:(?:the )?day after tomorrow|(?:the )?day before yesterday|today|tonight|tomorrow|tmrw|tmr|yesterday|last night|this (?:morning|afternoon|evening))\b/g,
    read: (m, { today }) => isoDay(today + (nearDays[m[0].replace(/^the /, '')] ?? 0)),
  },
  {
    expression: new RegExp(`\\bin ${count} ${unit}s?(?:'s? time)?\\b`, 'g'),
    read: (m, { today }) => moved(today, numberOf(m[1]!), m[2]!),
  },
  {
    expression: new RegExp(
      `\\b${count} ${unit}s? (ago|earlier|later|from now|(?:from|after) (?:today|tomorrow)|before yesterday|(?:from|on|after|before) ${weekday})\\b`,
      'g',
    ),
    read: (m, { today }) => {
      const isBack = /^(?:ago|earlier|before)/.test(m[3]!)
      const by = numberOf(m[1]!) * (isBack ? -1 : 1)
      return moved(anchorOf(m[3]!, m[4], today), by, m[2]!)
    },
  },
  {
    expression: new RegExp(
      `(?<=(?:\\b(on|since|until|till|by|from) )?)\\b(?:(last|past|next|this|coming|every) )?${weekday}(?: (last|next|this) week| (?:morning|afternoon|evening|night))?\\b(?!,? (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?!:|[ap]m))`,
      'g',
    ),
    read: readWeekday,
  },
  {
    expression: new RegExp(`\\b(last|next|this) week(?:'s)?,? (?:on )?${weekday}\\b`, 'g'),
    read: (m, { today }) =>
      isoDay(dayOfWeek(today, dayNames.indexOf(m[2]!.slice(0, 3)), weeks[m[1]!] ?? 0)),
  },
  {
    expression:
      /\b(last|next|this|the|coming|past) (week|month|year)( before last| after next)?\b/g,
    read: (m, { today }) => {
      const beyond = m[3] === undefined ? 0 : m[3] === ' before last' ? -2 : 2
      if (m[1] === 'the' && beyond === 0) return undefined
      const by = beyond || (weeks[m[1]!] ?? 0)
      return isoDay(shiftDay(today, by, m[2] as Unit))
    },
  },
  {
    // Its Saturday.
    expression: /\b(?:(last|past|next|this|coming|the) )?weekend( after next| before last)?\b/g,
    read: (m, { today, tense }) => {
      const beyond = m[2] === undefined ? 0 : m[2] === ' before last' ? -2 : 2
      const by = beyond || (weeks[m[1] ?? 'this'] ?? (tense === 'past' ? -1 : 0))
      return isoDay(dayOfWeek(today, 6, by))
    },
  },
  {
    expression: new RegExp(
      `\\b(?:the )?(start|beginning|middle|end) of (?:(the|this|next|last) (week|month|year)|${month})\\b`,
      'g',
    ),
    read: readEdge,
  },
  {
    expression: /\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|time|order|one|item|floor|day)\b)/g,
    read: (m, clock) => nearestDate(clock, +m[1]!),
  },
  {
    expression: new RegExp(`\\b(?:(last|next|this) )?(${holidayNames})(?: (\\d{4}))?\\b`, 'g'),
    read: (m, clock) => {
      const name = m[2]!
      if (m[3]) return dayText(holidayOf(name, +m[3]))
      const tense = m[1] === 'last' ? 'past' : m[1] === 'next' ? 'future' : clock.tense
      return dayText(nearestDay({ ...clock, tense }, (year) => holidayOf(name, year)))
    },
  },
]

const nearDays: Readonly<Record<string, number>> = {
  tomorrow: 1,
  tmrw: 1,
  tmr: 1,
  'day after tomorrow': 2,
  yesterday: -1,
  'last night': -1,
  'day before yesterday': -2,
}

const weeks: Readonly<Record<string, number>> = { last: -1, past: -1, this: 0, next: 1, coming: 1 }

function dayText(day: number | undefined): string | undefined {
  return day === undefined ? undefined : isoDay(day)
}

function iso(year: number, monthNumber: number, day: number): string | undefined {
  return dayText(dayAt(year, monthNumber, day))
}

function numberOf(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  if (written.startsWith('a couple')) return 2
  return written === 'a' || written === 'an' ? 1 : (readNumberWords(written) ?? 1)
}

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3)) + 1
}

function moved(from: number, by: number, name: string): string {
  if (name === 'fortnight') return isoDay(from + 14 * by)
  return isoDay(shiftDay(from, by, name as Unit))
}

/** What "from tomorrow" and "before Friday" are counted from. */
function anchorOf(written: string, dayName: string | undefined, today: number): number {
  if (dayName !== undefined) {
    const ahead = (dayNames.indexOf(dayName.slice(0, 3)) - weekdayOf(today) + 7) % 7
    return today + (ahead || 7)
  }
  if (written.endsWith('tomorrow')) return today + 1
  return written.endsWith('yesterday') ? today - 1 : today
}

function nearest(clock: Clock, monthNumber: number, day: number): string | undefined {
  return dayText(nearestDay(clock, (year) => dayAt(year, monthNumber, day)))
}

function nearestMonth(clock: Clock, monthNumber: number): string | undefined {
  // The middle stands for the month: a month that has begun is both past and to come.
  const { year, month: current } = partsOf(clock.today)
  if (current === monthNumber) return isoMonth(year, monthNumber)
  const day = nearestDay(clock, (some) => dayAt(some, monthNumber, 15))
  return day === undefined ? undefined : isoDay(day).slice(0, 7)
}

function namedMonth(which: string, monthNumber: number, { today }: Clock): string {
  const { year, month: current } = partsOf(today)
  if (which === 'last') return isoMonth(monthNumber < current ? year : year - 1, monthNumber)
  if (which === 'next') return isoMonth(monthNumber > current ? year : year + 1, monthNumber)
  return isoMonth(year, monthNumber)
}

function nearestDate(clock: Clock, date: number): string | undefined {
  const { year, month: current } = partsOf(clock.today)
  const days = [-2, -1, 0, 1, 2].flatMap((by) => {
    const months = year * 12 + current - 1 + by
    return dayAt(Math.floor(months / 12), (months % 12) + 1, date) ?? []
  })
  return dayText(nearestDay(clock, (some) => days[some - year + 2]))
}

function readWeekday(m: RegExpExecArray, { today, tense }: Clock): string | undefined {
  const [, before, which, name, week] = m
  const day = dayNames.indexOf(name!.slice(0, 3))
  // "sun", "sat", "wed" and "mon" alone are more often other words than days.
  if (!before && !which && !week && name!.length <= 3) return undefined
  if (which === 'every') return undefined
  if (week) return isoDay(dayOfWeek(today, day, weeks[week] ?? 0))
  const ahead = (day - weekdayOf(today) + 7) % 7
  if (which === 'last' || which === 'past') return isoDay(today + (ahead || 7) - (ahead ? 7 : 14))
  if (which === 'next') return isoDay(dayOfWeek(today, day, 1))
  const isPast = before === 'since' || (which !== 'coming' && tense === 'past')
  if (isPast) return isoDay(today + ahead - 7)
  return isoDay(today + (ahead === 0 && which !== 'this' ? 7 : ahead))
}

function readEdge(m: RegExpExecArray, clock: Clock): string | undefined {
  const [, edge, which, unitName, name] = m
  const { today } = clock
  if (unitName === 'week') {
    const monday = mondayOf(today) + 7 * (weeks[which!] ?? 0)
    return isoDay(monday + (edge === 'end' ? 6 : edge === 'middle' ? 2 : 0))
  }
  if (unitName === 'year') {
    const year = partsOf(today).year + (weeks[which!] ?? 0)
    return edge === 'end' ? `${year}-12-31` : edge === 'middle' ? `${year}-07-01` : `${year}-01-01`
  }
  const first = name
    ? nearestMonth(clock, monthOf(name))
    : isoDay(shiftDay(today, weeks[which!] ?? 0, 'month')).slice(0, 7)
  if (first === undefined) return undefined
  const [year = 0, monthNumber = 1] = first.split('-').map(Number)
  if (edge === 'end') return isoDay(lastOfMonth(year, monthNumber))
  return `${first}-${edge === 'middle' ? '15' : '01'}`
}
