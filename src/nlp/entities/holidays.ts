/** Days that go by a name, in English and Chinese; those of the Chinese calendar through Intl. */
import { dayAt, weekdayOf } from './calendar.ts'

type InYear = (year: number) => number | undefined

const on =
  (month: number, day: number): InYear =>
  (year) =>
    dayAt(year, month, day)

/** The nth such weekday of a month, 0 for Sunday. */
const nth =
  (n: number, weekday: number, month: number, plus = 0): InYear =>
  (year) => {
    const first = dayAt(year, month, 1)!
    return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1) + plus
  }

const holidays: Readonly<Record<string, InYear>> = {
  "new year's day": on(1, 1),
  "new year's eve": on(12, 31),
  "valentine's day": on(2, 14),
  easter,
  'easter sunday': easter,
  'easter monday': (year) => easter(year) + 1,
  'good friday': (year) => easter(year) - 2,
  halloween: on(10, 31),
  thanksgiving: nth(4, 4, 11),
  'black friday': nth(4, 4, 11, 1),
  'cyber monday': nth(4, 4, 11, 4),
  'christmas eve': on(12, 24),
  'christmas day': on(12, 25),
  christmas: on(12, 25),
  xmas: on(12, 25),
  'boxing day': on(12, 26),
  'chinese new year': lunar(1, 1),
  元旦: on(1, 1),
  情人节: on(2, 14),
  妇女节: on(3, 8),
  五一: on(5, 1),
  劳动节: on(5, 1),
  儿童节: on(6, 1),
  国庆: on(10, 1),
  双十一: on(11, 11),
  双十二: on(12, 12),
  平安夜: on(12, 24),
  圣诞: on(12, 25),
  跨年夜: on(12, 31),
  除夕: (year) => minusOne(lunar(1, 1)(year)),
  年三十: (year) => minusOne(lunar(1, 1)(year)),
  春节: lunar(1, 1),
  大年初一: lunar(1, 1),
  元宵节: lunar(1, 15),
  端午: lunar(5, 5),
  七夕: lunar(7, 7),
  中秋: lunar(8, 15),
  重阳节: lunar(9, 9),
}

const names = Object.keys(holidays).sort((a, b) => b.length - a.length)

export const holidayNames = names.filter((name) => /^[a-z]/.test(name)).join('|')
export const zhHolidayNames = names.filter((name) => !/^[a-z]/.test(name)).join('|')

export function holidayOf(name: string, year: number): number | undefined {
  return Object.hasOwn(holidays, name) ? holidays[name]!(year) : undefined
}

const minusOne = (day: number | undefined) => (day === undefined ? undefined : day - 1)

/** Butcher's form of the Gregorian rule. */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const f = (32 + 2 * (b % 4) + 2 * (c >> 2) - e - (c % 4)) % 7
  const g = Math.floor((a + 11 * e + 22 * f) / 451)
  const sum = e + f - 7 * g + 114
  return dayAt(year, Math.floor(sum / 31), (sum % 31) + 1)!
}

let lunarCalendar: Intl.DateTimeFormat | undefined
const lunarYears = new Map<number, ReadonlyMap<string, number>>()

/**
 * Days of the new year as the calendar's office gives them, January 20 as 0: Intl computes the moon
 * itself and is a day late where it is new close to midnight, as in 2027.
 */
const NEW_YEARS_FROM = 2015
const newYears = [
  30, 19, 8, 27, 16, 5, 23, 12, 2, 21, 9, 28, 17, 6, 24, 14, 3, 22, 11, 30, 19, 8, 26, 15, 4, 23,
]

/** That day of the Chinese calendar, in the year that its new year falls into. */
function lunar(month: number, day: number): InYear {
  return (year) => {
    const newYear = newYears[year - NEW_YEARS_FROM]
    if (month === 1 && newYear !== undefined) return dayAt(year, 1, 20)! + newYear + day - 1
    return lunarYear(year).get(`${month}/${day}`)
  }
}

function lunarYear(year: number): ReadonlyMap<string, number> {
  const known = lunarYears.get(year)
  if (known) return known
  lunarCalendar ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const days = new Map<string, number>()
  const first = dayAt(year, 1, 20)!
  // The new year is between 21 January and 20 February; leap months end in "bis".
  for (let day = first; day < first + 330; day++) {
    const name = lunarCalendar.format(new Date(day * 86_400_000))
    if (days.size === 0 && name !== '1/1') continue
    if (!days.has(name)) days.set(name, day)
  }
  lunarYears.set(year, days)
  return days
}
