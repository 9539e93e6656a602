/** Chinese numbers: 两百零五 → 205, 三万五 → 35,000, 3.5万 → 35,000, 一点五 → 1.5. */

const digits: Readonly<Record<string, number>> = Object.fromEntries([
  ...'零一二三四五六七八九'.split('').map((digit, value) => [digit, value] as const),
  ...'〇壹贰叁肆伍陆柒捌玖'.split('').map((digit, value) => [digit, value] as const),
  ...'貳參陸'.split('').map((digit, n) => [digit, [2, 3, 6][n]!] as const),
  ['两', 2],
  ['兩', 2],
])
const units: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
}
const groups: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }

const digit = '零〇一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖'

/** A number of at most 24 characters; digits may stand before 万 and 亿 and may have a decimal part. */
export const zhNumber = `(?:\\d{1,9}(?:\\.\\d{1,4})?[百千万萬亿億]{1,2}[${digit}]?|[${digit}十拾百佰千仟万萬亿億]{1,24}(?:点[${digit}]{1,6})?)`

/** One to 999, for patterns that count days and the like. */
export const zhCount = `(?:\\d{1,3}|[${digit}十百]{1,6})`

/** The value, or undefined for characters that make no number, such as 十百. */
export function readZhNumber(written: string): number | undefined {
  const mixed = /^(\d+(?:\.\d+)?)(.*)$/.exec(written)
  if (mixed) return readMixed(Number(mixed[1]), mixed[2]!)
  const [whole = '', decimals] = written.split('点')
  const value = readWhole(whole)
  if (value === undefined || decimals === undefined) return value
  return Number(
    `${value}.${decimals
      .split('')
      .map((one) => digits[one] ?? '')
      .join('')}`,
  )
}

/** 3.5万, 1千5 → 35,000 and 1,500. */
function readMixed(number: number, rest: string): number | undefined {
  let value = number
  let last = 1
  for (const character of rest) {
    const unit = units[character] ?? groups[character]
    if (unit !== undefined) {
      value *= unit
      last = unit
    } else value += ((digits[character] ?? 0) * last) / 10
  }
  return Math.round(value * 1e4) / 1e4
}

function readWhole(written: string): number | undefined {
  const characters = Array.from(written)
  // Digits alone are read one after another: 二〇二六 → 2026.
  if (characters.length > 1 && characters.every((one) => digits[one] !== undefined)) {
    return Number(characters.map((one) => digits[one]).join(''))
  }
  let total = 0
  let section = 0
  let digit: number | undefined
  let last = 10
  for (const character of characters) {
    const value = digits[character]
    const unit = units[character]
    const group = groups[character]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      // 两百零五: after a zero the next digit is itself, not tens.
      if (value === 0) last = 10
    } else if (unit !== undefined) {
      section += (digit ?? (unit === 10 ? 1 : NaN)) * unit
      digit = undefined
      last = unit
    } else if (group !== undefined) {
      const before = section + (digit ?? 0)
      if (before === 0 && total === 0) return undefined
      total = group > total && total > 0 ? (total + before) * group : total + before * group
      section = 0
      digit = undefined
      last = group
    }
  }
  // 三万五 is 35,000 and 两百五 is 250: a last digit counts in tenths of the unit before it.
  const tail = (digit ?? 0) * (last > 10 && digit !== undefined ? last / 10 : 1)
  const value = total + section + tail
  return Number.isNaN(value) ? undefined : value
}
