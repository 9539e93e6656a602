/** Plain dates in English and Chinese. The message's clock decides what "tomorrow" is. */
import type { Entity } from '../../conversation.ts'

/**
 * The value is an ISO date, 2026-10-03. Without a clock what depends on it keeps its words.
 * A day and month without a year are the nearest such day, past or to come.
 */
export function findDates(text: string, normal: string, now?: Date): Entity[] {
  const found: Entity[] = []
  if (!mayHoldDate(normal)) return found
  for (const { expression, read } of dates) {
    expression.lastIndex = 0
    for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
      const start = match.index
      const end = start + match[0].length
      const day = read(match, now)
      if (day === 'none') continue
      found.push({
        entity: 'date',
        value: day === 'relative' ? text.slice(start, end) : day,
        start,
        end,
        from: 'system',
      })
    }
  }
  return found
}

/** A cheap look that spares most messages the rest. */
export function mayHoldDate(normal: string): boolean {
  return hint.test(normal)
}

type Reader = (match: RegExpExecArray, now: Date | undefined) => string
type DatePattern = { readonly expression: RegExp; readonly read: Reader }

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayNames = 'sun mon tue wed thu fri sat'.split(' ')
const weekday =
  '(sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)'
const hint = new RegExp(
  `\\d[-/.]\\d|days?\\b|\\b(?:tonight|tomorrow|weeks?|months?|years?|${month}|${weekday})\\b|[今明后昨前去周月天日号年]|星期|礼拜`,
)
const zhNumber = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})'

const dates: readonly DatePattern[] = [
  {
    expression:
      /(?<!\d)(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)(?!\d)/g,
    read: (m) => iso(+m[1]!, +(m[2] ?? m[4] ?? m[6])!, +(m[3] ?? m[5] ?? m[7])!),
  },
  {
    expression: /(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/g,
    read: (m) => iso(+m[3]!, +m[2]!, +m[1]!),
  },
  {
    expression: new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}\\b\\.?(?:,? (\\d{4})\\b)?`,
      'g',
    ),
    read: (m, now) => nearest(m[3], monthOf(m[2]!), +m[1]!, now),
  },
  {
    expression: new RegExp(`\\b${month}\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`, 'g'),
    read: (m, now) => nearest(m[3], monthOf(m[1]!), +m[2]!, now),
  },
  {
    expression: /(?<![\d年])(\d{1,2})月(\d{1,2})[日号]/g,
    read: (m, now) => nearest(undefined, +m[1]!, +m[2]!, now),
  },
  {
    expression:
      /\b(?:the day after tomorrow|the day before yesterday|today|tonight|tomorrow|yesterday)\b/g,
    read: (m, now) => shift(now, nearDays[m[0]] ?? 0),
  },
  {
    expression: /大后天|大前天|今天|今日|今晚|今早|明天|明日|明早|明晚|后天|昨天|昨日|昨晚|前天/g,
    read: (m, now) => shift(now, nearDays[m[0]] ?? 0),
  },
  {
    expression: /\bin (\d{1,3}|an?|one|two|three|four|five|six|seven) (day|week|month|year)s?\b/g,
    read: (m, now) => shift(now, count(m[1]!), m[2]),
  },
  {
    expression: /\b(\d{1,3}|an?|one|two|three|four|five|six|seven) (day|week|month|year)s? ago\b/g,
    read: (m, now) => shift(now, -count(m[1]!), m[2]),
  },
  {
    expression: new RegExp(`${zhNumber}(天|日|周|个星期|个礼拜|个月|年)(?:之|以)?(前|后)`, 'g'),
    read: (m, now) => shift(now, count(m[1]!) * (m[3] === '前' ? -1 : 1), zhUnits[m[2]!]),
  },
  {
    expression: new RegExp(`\\b(?:(last|past|next|this|coming) )?${weekday}\\b`, 'g'),
    read: readWeekday,
  },
  {
    expression: /(上上|下下|上|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])/g,
    read: (m, now) =>
      weekdayOf(now, zhDays.indexOf(m[2] === '天' ? '日' : m[2]!), zhWeeks[m[1] ?? '这'] ?? 0),
  },
  {
    expression: /\b(last|next) (week|month|year)\b/g,
    read: (m, now) => shift(now, m[1] === 'next' ? 1 : -1, m[2]),
  },
  {
    expression: /(上|下)个?(周|星期|礼拜|月)(?![一二三四五六日天])|去年|明年/g,
    read: (m, now) => {
      if (!m[1]) return shift(now, m[0] === '明年' ? 1 : -1, 'year')
      return shift(now, m[1] === '下' ? 1 : -1, m[2] === '月' ? 'month' : 'week')
    },
  },
]

const nearDays: Readonly<Record<string, number>> = {
  tomorrow: 1,
  'the day after tomorrow': 2,
  yesterday: -1,
  'the day before yesterday': -2,
  大后天: 3,
  大前天: -3,
  明天: 1,
  明日: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  前天: -2,
}

const zhUnits: Readonly<Record<string, string>> = {
  天: 'day',
  日: 'day',
  周: 'week',
  个星期: 'week',
  个礼拜: 'week',
  个月: 'month',
  年: 'year',
}
const zhDays = '日一二三四五六'
const zhWeeks: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }

const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

/** "12", "two", "十二" → 12, 2, 12. */
function count(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  const known = words[written]
  if (known !== undefined) return known
  const [tens = '', ones = ''] = written.split('十')
  return (words[tens] ?? 1) * 10 + (words[ones] ?? 0)
}

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3)) + 1
}

function readWeekday(m: RegExpExecArray, now: Date | undefined): string {
  const day = dayNames.indexOf(m[2]!.slice(0, 3))
  // "sun", "sat", "wed" and "mon" alone are more often other words than days.
  if (!m[1] && m[2]!.length <= 3) return 'none'
  if (!now) return 'relative'
  const ahead = (day - now.getUTCDay() + 7) % 7
  if (m[1] === 'last' || m[1] === 'past') return shift(now, ahead === 0 ? -7 : ahead - 7)
  return shift(now, ahead === 0 && m[1] !== 'this' ? 7 : ahead)
}

/** That day of this week (0), the next (1) or the last (−1); weeks begin on Monday. */
function weekdayOf(now: Date | undefined, day: number, weeks: number): string {
  if (!now) return 'relative'
  const monday = (now.getUTCDay() + 6) % 7
  return shift(now, ((day + 6) % 7) - monday + 7 * weeks)
}

function shift(now: Date | undefined, by: number, unit = 'day'): string {
  if (!now) return 'relative'
  const y = now.getUTCFullYear()
  const m = now.getUTCMonth()
  const d = now.getUTCDate()
  if (unit === 'day') return isoOf(new Date(Date.UTC(y, m, d + by)))
  if (unit === 'week') return isoOf(new Date(Date.UTC(y, m, d + 7 * by)))
  const months = y * 12 + m + (unit === 'year' ? 12 * by : by)
  const lastDay = new Date(Date.UTC(0, (months % 12) + 1, 0)).getUTCDate()
  return isoOf(new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(d, lastDay))))
}

function nearest(year: string | undefined, m: number, d: number, now: Date | undefined): string {
  if (year) return iso(Number(year), m, d)
  if (iso(2000, m, d) === 'none') return 'none'
  if (!now) return 'relative'
  const years = [-1, 0, 1].map((by) => Date.UTC(now.getUTCFullYear() + by, m - 1, d))
  const distance = (at: number) => Math.abs(at - now.getTime())
  return isoOf(new Date(years.reduce((best, at) => (distance(at) < distance(best) ? at : best))))
}

function iso(y: number, m: number, d: number): string {
  const date = new Date(Date.UTC(y, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? isoOf(date) : 'none'
}

function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
