/** Lengths of time, as ISO 8601 durations: "two and a half hours" → PT2H30M, 三天 → P3D. */
import type { Entity } from '../../conversation.ts'
import type { Numeral } from './numerals.ts'

type Part = { readonly unit: string; readonly amount: number }

/** `numerals` in the order of the message. "3 days ago" is found here too: the longer date wins. */
export function findDurations(normal: string, numerals: readonly Numeral[]): Entity[] {
  const found: Entity[] = []
  for (const numeral of numerals) {
    if (numeral.isOrdinal) continue
    const read = readAt(normal, numeral.end, numeral.value)
    if (!read) continue
    const last = found.at(-1)
    const value = written(read.parts)
    // "2 hours and 30 minutes", 三小时二十分钟: one length in two parts.
    if (typeof last?.value === 'string' && joins.test(normal.slice(last.end, numeral.start))) {
      const joined = join(last.value, value)
      if (joined !== undefined) {
        found[found.length - 1] = { ...last, value: joined, end: read.end }
        continue
      }
    }
    found.push({ entity: 'duration', value, start: numeral.start, end: read.end, from: 'system' })
  }
  for (const { expression, units } of alone) {
    if (!units.test(normal)) continue
    expression.lastIndex = 0
    for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
      const value = readAlone(match)
      if (value === undefined) continue
      const start = match.index
      found.push({ entity: 'duration', value, start, end: start + match[0].length, from: 'system' })
    }
  }
  return found
}

const joins = /^(?: and |,? |零)?$/

const english =
  /( and a half)?[ -]?(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|business days?|working days?|nights?|weeks?|fortnights?|months?|years?)\b( and a half\b)?/y
const chinese =
  /(个半|個半)?(?:个|個)?(秒钟?|秒鐘?|分钟|分鐘|小时|小時|钟头|鐘頭|个?工作日|天|日(?!元)|周(?!年)|週|星期|礼拜|禮拜|月|年(?!级|級|代|前?[底初末]))(半)?/y

function readAt(
  normal: string,
  at: number,
  amount: number,
): { readonly parts: readonly Part[]; readonly end: number } | undefined {
  for (const expression of [english, chinese]) {
    expression.lastIndex = at
    const match = expression.exec(normal)
    if (!match) continue
    const [whole, before, name, after] = match
    const isHan = expression === chinese
    // 三月 is March and 三日 the third; 三个月 and 三天 are lengths.
    if (isHan && name === '月' && !/[个個]/.test(whole)) continue
    if (isHan && name === '日') continue
    const unit = units[name!.replace(/^个/, '')] ?? units[name!.replace(/s$/, '')]
    if (unit === undefined) continue
    const half = before !== undefined || after !== undefined ? 0.5 : 0
    return { parts: [{ unit, amount: amount + half }], end: at + whole.length }
  }
  return undefined
}

const units: Readonly<Record<string, string>> = {
  second: 's',
  sec: 's',
  秒: 's',
  秒钟: 's',
  秒鐘: 's',
  minute: 'm',
  min: 'm',
  分钟: 'm',
  分鐘: 'm',
  hour: 'h',
  hr: 'h',
  小时: 'h',
  小時: 'h',
  钟头: 'h',
  鐘頭: 'h',
  day: 'D',
  night: 'D',
  'business day': 'D',
  'working day': 'D',
  工作日: 'D',
  天: 'D',
  week: 'W',
  周: 'W',
  週: 'W',
  星期: 'W',
  礼拜: 'W',
  禮拜: 'W',
  fortnight: 'F',
  month: 'M',
  月: 'M',
  year: 'Y',
  年: 'Y',
}

/** Whole parts only: a half is given in the next smaller unit. */
function written(parts: readonly Part[]): string {
  const sums: Record<string, number> = {}
  const add = (unit: string, amount: number) => {
    const whole = Math.floor(amount)
    const rest = Math.round((amount - whole) * 1e6) / 1e6
    const smaller = smallerUnits[unit]
    if (rest > 0 && smaller) {
      sums[unit] = (sums[unit] ?? 0) + whole
      add(smaller[0], Math.round(rest * smaller[1] * 100) / 100)
    } else sums[unit] = (sums[unit] ?? 0) + amount
  }
  for (const { unit, amount } of parts)
    add(unit === 'F' ? 'W' : unit, unit === 'F' ? 2 * amount : amount)
  const show = (unit: string, letter: string) => (sums[unit] ? `${sums[unit]}${letter}` : '')
  const day = show('Y', 'Y') + show('M', 'M') + show('W', 'W') + show('D', 'D')
  const time = show('h', 'H') + show('m', 'M') + show('s', 'S')
  if (day === '' && time === '') return 'PT0S'
  return `P${day}${time === '' ? '' : `T${time}`}`
}

const smallerUnits: Readonly<Record<string, readonly [string, number]>> = {
  Y: ['M', 12],
  M: ['D', 30],
  W: ['D', 7],
  D: ['h', 24],
  h: ['m', 60],
  m: ['s', 60],
}

const order = 'YMWDhms'

/** PT2H and PT30M → PT2H30M; undefined when the second part is not of a smaller unit. */
function join(first: string, second: string): string | undefined {
  const parts = [...partsOf(first), ...partsOf(second)]
  const places = parts.map(({ unit }) => order.indexOf(unit))
  if (places.some((place, n) => n > 0 && place <= places[n - 1]!)) return undefined
  return written(parts)
}

function partsOf(value: string): Part[] {
  const [day = '', time = ''] = value.slice(1).split('T')
  const read = (text: string, isTime: boolean) =>
    [...text.matchAll(/([\d.]+)([A-Z])/g)].map((m) => ({
      unit: isTime ? m[2]!.toLowerCase() : m[2]!,
      amount: Number(m[1]),
    }))
  return [...read(day, false), ...read(time, true)]
}

/** Lengths without a numeral of their own. */
const alone = [
  {
    units:
      /\b(?:seconds?|minute|hour|days?|week|fortnight|month|year|weeks|months|years|hours|minutes)\b/,
    expression:
      /\b(?:(half an?)|(an?)|(a couple of)) (second|minute|hour|day|week|fortnight|month|year)s?( and a half)?\b/g,
  },
  {
    units: /半/,
    expression: /(半)(?:个|個)?(小时|小時|钟头|鐘頭|天|月|年)/g,
  },
] as const

function readAlone(match: RegExpExecArray): string | undefined {
  if (match[1] === '半') {
    if (match[2] === '月' && !/[个個]/.test(match[0])) return undefined
    return written([{ unit: units[match[2]!]!, amount: 0.5 }])
  }
  const amount = match[1] ? 0.5 : match[3] ? 2 : 1
  return written([{ unit: units[match[4]!]!, amount: amount + (match[5] ? 0.5 : 0) }])
}
