/** Dates as Chinese writes them, simplified and traditional. */
import {
  type Clock,
  dayAt,
  dayOfWeek,
  isoDay,
  isoMonth,
  lastOfMonth,
  nearestDay,
  partsOf,
  shiftDay,
  type Unit,
} from './calendar.ts'
import type { DatePattern } from './dates.ts'
import { holidayOf, zhHolidayNames } from './holidays.ts'
import { readZhNumber, zhCount } from './zh-numbers.ts'

export const hintZh = new RegExp(
  `[今明后後昨前去当當周週月天日号號年初底末]|星期|礼拜|禮拜|${zhHolidayNames}`,
)

const number = `(${zhCount})`
const year = '(\\d{4}|[零〇一二三四五六七八九]{4})年'
/** 去年, 今年 and the like; 上个月 and the like. */
const someYear = '(今年|去年|明年|前年|后年|後年)的?'
const someMonth = '(上上|下下|上|下|这|這|本|当|當)个?個?月的?'
const month = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?'
const date = '(\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号號]'
const weekday = '(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])'
const span = '(天|日|周|週|个?個?星期|个?個?礼拜|个?個?禮拜|个半?月|個半?月|年半?)'
const back = '(?:之|以)?(前|后|後)'

export const datesZh: readonly DatePattern[] = [
  {
    expression: new RegExp(`(?<!\\d)${year}的?${month}(?:${date})?`, 'g'),
    read: (m) => {
      const [years, months] = [count(m[1]!), count(m[2]!)]
      if (m[3] !== undefined) return dayText(dayAt(years, months, count(m[3])))
      return months >= 1 && months <= 12 ? isoMonth(years, months) : undefined
    },
    isAbsolute: true,
  },
  {
    // Without its last character: 2025年12月1.
    expression: /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})(?![\d日号號])/g,
    read: (m) => dayText(dayAt(+m[1]!, +m[2]!, +m[3]!)),
    isAbsolute: true,
  },
  {
    expression: new RegExp(
      `(?<!\\d)(?<![零〇一二三四五六七八九])${year}(?!的?[\\d一二三四五六七八九十]{1,2}月|前|后|後)`,
      'g',
    ),
    read: (m) => String(count(m[1]!)),
    isAbsolute: true,
  },
  {
    expression: new RegExp(`${someYear}${month}(?:${date})?`, 'g'),
    read: (m, { today }) => {
      const at = partsOf(today).year + (years[m[1]!] ?? 0)
      if (m[3] !== undefined) return dayText(dayAt(at, count(m[2]!), count(m[3])))
      return count(m[2]!) <= 12 ? isoMonth(at, count(m[2]!)) : undefined
    },
  },
  {
    expression: new RegExp(`(?<![\\d年一二三四五六七八九十])${month}${date}`, 'g'),
    read: (m, clock) =>
      dayText(nearestDay(clock, (some) => dayAt(some, count(m[1]!), count(m[2]!)))),
  },
  {
    expression: new RegExp(`${someMonth}${date}`, 'g'),
    read: (m, { today }) => {
      const { year: at, month: current } = partsOf(today)
      const months = at * 12 + current - 1 + (weeks[m[1]!] ?? 0)
      return dayText(dayAt(Math.floor(months / 12), (months % 12) + 1, count(m[2]!)))
    },
  },
  {
    // Not a number of months: 三个月, nor the first of a list: 1月2月.
    expression:
      /(?<![\d年个個一二三四五六七八九十])(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|(?=[的底初末中到买訂订下就会才之以]|$|[，。？！,.?! ]))/g,
    read: (m, clock) => nearestMonth(clock, count(m[1]!)),
  },
  {
    expression: new RegExp(
      `(?<![\\d月年第一二三四五六七八九十])(\\d{1,2}|[二三]?十[一二三四五六七八九]?)[号號日](?![楼樓店线線码碼门門院员員机機仓子])`,
      'g',
    ),
    read: (m, clock) => nearestDate(clock, count(m[1]!)),
  },
  {
    expression:
      /大后天|大後天|大前天|今天|今日|今儿|今晚|今早|今夜|当天|(?<!小)明天|明日|明儿|明早|明晚|后天|後天|后儿|昨天|昨日|昨儿|昨晚|昨夜|前天|前晚/g,
    read: (m, { today }) => (m[0] === '当天' ? undefined : isoDay(today + (nearDays[m[0]] ?? 0))),
  },
  {
    expression: new RegExp(`${number}${span}${back}`, 'g'),
    read: (m, { today }) => {
      const by = readZhNumber(m[1]!)
      return by === undefined ? undefined : moved(today, by, m[2]!, m[3] === '前')
    },
  },
  {
    expression: new RegExp(`(半)(年|个月|個月)${back}`, 'g'),
    read: (m, { today }) => {
      const isBack = m[3] === '前'
      if (m[2] === '年') return isoDay(shiftDay(today, isBack ? -6 : 6, 'month'))
      return isoDay(today + (isBack ? -15 : 15))
    },
  },
  {
    expression: new RegExp(`(?:再)?过${number}${span}(?!${back})`, 'g'),
    read: (m, { today }) => {
      const by = readZhNumber(m[1]!)
      return by === undefined ? undefined : moved(today, by, m[2]!, false)
    },
  },
  {
    expression: new RegExp(
      `(?:(上上|下下|上|下|这|這|本)个?個?)?${weekday}(?![一二三四五六七八九十]|[到至])`,
      'g',
    ),
    read: readWeekday,
  },
  {
    expression: /(?:(上上|下下|上|下|这|這|本)个?個?)?(?:周|週)末/g,
    read: (m, { today, tense }) =>
      isoDay(dayOfWeek(today, 6, weeks[m[1] ?? '这'] || (!m[1] && tense === 'past' ? -1 : 0))),
  },
  {
    expression:
      /(上上|下下|上|下|这|這|本)(?:个?個?)(周|週|星期|礼拜|禮拜|月)(?![一二三四五六日天末底初\d]|的?[\d一二三四五六七八九十]{1,3}[日号號])/g,
    read: (m, { today }) =>
      isoDay(shiftDay(today, weeks[m[1]!] ?? 0, m[2] === '月' ? 'month' : 'week')),
  },
  {
    expression:
      /(今年|去年|明年|前年|后年|後年)(?!的?(?:[\d一二三四五六七八九十]{1,2}月|年?[底初末]))/g,
    read: (m, { today }) => isoDay(shiftDay(today, years[m[1]!] ?? 0, 'year')),
  },
  {
    expression: /(?:(上|下|这|這|本)个?個?)?月(初|中旬|底|末)/g,
    read: (m, { today }) => {
      const { year: at, month: current } = partsOf(
        shiftDay(today, weeks[m[1] ?? '本'] ?? 0, 'month'),
      )
      return edgeOf(at, current, m[2]!)
    },
  },
  {
    expression: /(\d{1,2}|十[一二]?|[一二三四五六七八九])月(初|中旬|底|末)/g,
    read: (m, clock) => {
      const at = nearestMonth(clock, count(m[1]!))
      return at && edgeOf(Number(at.slice(0, 4)), Number(at.slice(5)), m[2]!)
    },
  },
  {
    expression: /(今年|去年|明年|前年|后年|後年)?年?(?<=年)(初|底|末)/g,
    read: (m, { today }) => {
      const at = partsOf(today).year + (years[m[1] ?? '今年'] ?? 0)
      return m[2] === '初' ? `${at}-01-01` : `${at}-12-31`
    },
  },
  {
    expression: new RegExp(
      `(今年|去年|明年|前年|后年|後年)?的?(${zhHolidayNames})(?:节|節)?(?:当天|那天)?`,
      'g',
    ),
    read: (m, clock) => {
      const name = m[2]!
      if (m[1]) return dayText(holidayOf(name, partsOf(clock.today).year + (years[m[1]] ?? 0)))
      return dayText(nearestDay(clock, (some) => holidayOf(name, some)))
    },
  },
]

const nearDays: Readonly<Record<string, number>> = {
  大后天: 3,
  大後天: 3,
  大前天: -3,
  明天: 1,
  明日: 1,
  明儿: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
  後天: 2,
  后儿: 2,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨晚: -1,
  昨夜: -1,
  前天: -2,
  前晚: -2,
}

const years: Readonly<Record<string, number>> = {
  今年: 0,
  去年: -1,
  明年: 1,
  前年: -2,
  后年: 2,
  後年: 2,
}

const weeks: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  这: 0,
  這: 0,
  本: 0,
  当: 0,
  當: 0,
  下: 1,
  下下: 2,
}

const count = (written: string): number => readZhNumber(written) ?? NaN

function dayText(day: number | undefined): string | undefined {
  return day === undefined ? undefined : isoDay(day)
}

function moved(today: number, by: number, written: string, isBack: boolean): string {
  const sign = isBack ? -1 : 1
  const half = written.includes('半')
  if (written.endsWith('月')) {
    // 两个半月: a half is 15 days.
    return isoDay(shiftDay(today, sign * by, 'month') + (half ? sign * 15 : 0))
  }
  if (written.startsWith('年'))
    return isoDay(shiftDay(today, sign * (12 * by + (half ? 6 : 0)), 'month'))
  const unit: Unit = /[天日]/.test(written) ? 'day' : 'week'
  return isoDay(shiftDay(today, sign * by, unit))
}

function nearestMonth(clock: Clock, month: number): string | undefined {
  const { year: at, month: current } = partsOf(clock.today)
  if (month === current) return isoMonth(at, month)
  const day = nearestDay(clock, (some) => dayAt(some, month, 15))
  return day === undefined ? undefined : isoDay(day).slice(0, 7)
}

function nearestDate(clock: Clock, date: number): string | undefined {
  const { year: at, month: current } = partsOf(clock.today)
  const days = [-2, -1, 0, 1, 2].map((by) => {
    const months = at * 12 + current - 1 + by
    return dayAt(Math.floor(months / 12), (months % 12) + 1, date)
  })
  return dayText(nearestDay(clock, (some) => days[some - at + 2]))
}

/** A weekday alone is this week's, unless the words around it say that it was, or will be. */
function readWeekday(m: RegExpExecArray, { today, tense }: Clock): string {
  const day = '日一二三四五六'.indexOf(m[2] === '天' ? '日' : m[2]!)
  const at = dayOfWeek(today, day, weeks[m[1] ?? '这'] ?? 0)
  if (m[1]) return isoDay(at)
  if (tense === 'past' && at > today) return isoDay(at - 7)
  return isoDay(tense === 'future' && at < today ? at + 7 : at)
}

function edgeOf(at: number, month: number, edge: string): string {
  if (edge === '初') return `${isoMonth(at, month)}-01`
  return edge === '中旬' ? `${isoMonth(at, month)}-15` : isoDay(lastOfMonth(at, month))
}
