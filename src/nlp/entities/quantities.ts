/** What numbers count: money, shares, lengths of time, places in a row; else they are numbers. */
import type { Entity, Json } from '../../conversation.ts'
import { type Numeral, findNumerals } from './numerals.ts'
import { findDurations } from './durations.ts'

/** Numerals in words and Chinese, and what follows them; those in digits are patterns of their own. */
export function findQuantities(normal: string): Entity[] {
  const numerals = findNumerals(normal)
  const found: Entity[] = []
  const add = (entity: string, value: Json, start: number, end: number) =>
    found.push({ entity, value, start, end, from: 'system' })
  for (const numeral of numerals) {
    const money = readMoney(normal, numeral)
    if (money) add('money', money.value, numeral.start, money.end)
    const share = readShare(normal, numeral)
    if (share) add('percentage', share.value, share.start, share.end)
    if (numeral.isOrdinal) add('ordinal', numeral.value, numeral.start, numeral.end)
    else if (isNumber(normal, numeral)) {
      add('number', numeral.value, numeral.start, numeral.end)
    }
  }
  for (const duration of findDurations(normal, numerals)) found.push(duration)
  return found
}

type Read = { readonly value: Json; readonly end: number }

const currencyAfter =
  /(?:-| )?(dollars?|bucks|euros?|pounds?|quid|yuan|rmb|us dollars?)\b(?:(?: and)? (\d{1,2}|[a-z]+(?:-[a-z]+)?) (?:cents?|pence)\b)?| ?(块钱|块|塊|元钱|元|圆|人民币|美元|美金|欧元|英镑|港币|日元)(?:([一二三四五六七八九两\d])(?:毛|角)?(?:([一二三四五六七八九\d])分?)?(?![百千万个十\d小天年月分点]))?/y

const currencies: Readonly<Record<string, string>> = {
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  港币: 'HKD',
  日元: 'JPY',
}

/** "two hundred dollars and fifty cents", 一百二十块五, 三块二毛五, 五毛. */
function readMoney(normal: string, { end, value, isOrdinal, kind }: Numeral): Read | undefined {
  if (isOrdinal) return undefined
  const jiao = at(/(毛|角)(?:钱|([一二三四五六七八九])分?)?(?![巾度落色])/y, normal, end)
  if (jiao && kind === 'han') {
    const amount = value / 10 + (zhDigit(jiao[2]) ?? 0) / 100
    return { value: { amount: round(amount), currency: 'CNY' }, end: end + jiao[0].length }
  }
  const match = at(currencyAfter, normal, end)
  if (!match) return undefined
  const [whole, english, cents, chinese, tenths, hundredths] = match
  if (english !== undefined) {
    // "£12 pounds" and the like stand in digits already.
    if (kind === 'digits' && cents === undefined) return undefined
    const amount = value + (cents === undefined ? 0 : (smallValue(cents) ?? 0) / 100)
    return {
      value: { amount: round(amount), currency: englishCurrency(english) },
      end: end + whole.length,
    }
  }
  if (kind === 'digits' && tenths === undefined && chinese!.length === 1) return undefined
  const amount = value + (zhDigit(tenths) ?? 0) / 10 + (zhDigit(hundredths) ?? 0) / 100
  return {
    value: { amount: round(amount), currency: currencies[chinese!] ?? 'CNY' },
    end: end + whole.length,
  }
}

function englishCurrency(name: string): string {
  if (name.startsWith('euro')) return 'EUR'
  if (name.startsWith('pound') || name === 'quid') return 'GBP'
  return name === 'yuan' || name === 'rmb' ? 'CNY' : 'USD'
}

function zhDigit(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  if (/\d/.test(written)) return Number(written)
  return written === '两' ? 2 : '一二三四五六七八九'.indexOf(written) + 1
}

function smallValue(written: string): number | undefined {
  return /^\d/.test(written) ? Number(written) : findNumerals(written)[0]?.value
}

/** "twenty percent", 百分之二十, 百分之12.5, 三成. */
function readShare(
  normal: string,
  { start, end, value, kind, isOrdinal }: Numeral,
): { readonly value: number; readonly start: number; readonly end: number } | undefined {
  if (isOrdinal) return undefined
  if (normal.startsWith('百分之', start - 3)) return { value, start: start - 3, end }
  const after = at(
    kind === 'han' ? /成(?![为功就员本交立绩果长熟品人都])/y : / ?(?:percent|per cent|%)/y,
    normal,
    end,
  )
  if (!after || kind === 'digits') return undefined
  return { value: kind === 'han' ? value * 10 : value, start, end: end + after[0].length }
}

/** What Chinese counts things with; a numeral before one of them is a number, not part of a word. */
const counted =
  /[个個件本台张張只隻次位盒包双雙套条條瓶杯份单箱块把支枝颗朵人口斤克米平升盏把副对對袋桶间間层層页頁种種样樣折倍]|公斤|千克|毫升|厘米|订单/y

function isNumber(normal: string, { start, end, kind }: Numeral): boolean {
  if (kind === 'digits') return false
  if (kind === 'words') {
    // "this one", "which one", "one of them", "no one" name things; they do not count them.
    if (normal.slice(start, end) !== 'one') return true
    if (at(/ (?:of|another|day|more time)\b/y, normal, end)) return false
    return !/(?:\b(?:this|that|the|which|another|other|any|no|every|each|some|last|next|new|wrong|right|first|second|red|blue|green|black|white|grey|big|small|large) )$/.test(
      normal.slice(Math.max(0, start - 12), start),
    )
  }
  if (end - start >= 2 && /[十百千万萬亿億\d]/.test(normal.slice(start + 1, end))) {
    return (
      !/^(?:千万|十分|万一|百千|千百|一千零一)$/.test(normal.slice(start, end + 0)) &&
      !at(/分(?!之)(?!钟)/y, normal, end)
    )
  }
  const unit = at(counted, normal, end)
  // 一只 and 一张 count; 一样, 一次性 and 一份子 are words of their own.
  return unit !== undefined && !at(/样|樣|次性|种|对(?!.)|条龙|口气|层次/y, normal, end)
}

function at(expression: RegExp, text: string, index: number): RegExpExecArray | undefined {
  expression.lastIndex = index
  return expression.exec(text) ?? undefined
}

const round = (value: number): number => Math.round(value * 100) / 100
