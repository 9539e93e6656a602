/** Entities that every desk needs, in English and Chinese, by expressions of bounded reach. */
import type { Entity, Json } from '../../conversation.ts'
import { findAddresses } from './addresses.ts'
import { findDates } from './dates.ts'
import { findQuantities } from './quantities.ts'
import { findTimes } from './times.ts'

/**
 * `normal` is the normalised message, `text` the message itself: the same offsets. `now` turns
 * "tomorrow" into a date; without it the words themselves are the value.
 */
export function findSystemEntities(text: string, normal: string, now?: Date): Entity[] {
  const found: Entity[] = []
  if (normal.includes('@')) find(found, text, normal, email)
  if (normal.includes('://') || normal.includes('www.')) find(found, text, normal, url)
  // Before numbers: a postcode of digits is one too.
  for (const part of findAddresses(text, normal)) found.push(part)
  if (/\d/.test(normal)) for (const pattern of digits) find(found, text, normal, pattern)
  for (const date of findDates(text, normal, now)) found.push(date)
  for (const time of findTimes(normal)) found.push(time)
  for (const quantity of findQuantities(normal)) found.push(quantity)
  return found
}

type SystemPattern = {
  readonly entity: string
  readonly expression: RegExp
  /** The value of what was found; undefined when it is not one after all. */
  readonly read: (written: string, match: RegExpExecArray) => Json | undefined
}

function find(found: Entity[], text: string, normal: string, pattern: SystemPattern): void {
  const { entity, expression, read } = pattern
  expression.lastIndex = 0
  for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
    const start = match.index
    const end = start + match[0].length
    const value = read(text.slice(start, end), match)
    if (value !== undefined) found.push({ entity, value, start, end, from: 'system' })
  }
}

// Every run is entered at its first character only and each part is bounded, so that a long
// message costs a fixed number of steps a character.

const email: SystemPattern = {
  entity: 'email',
  expression:
    /(?<![\w.+-])[\w+][\w.+-]{0,63}@[a-z\d](?:[a-z\d-]{0,62}\.){1,5}[a-z]{2,24}(?![\w-])/g,
  read: (written) => written,
}

const url: SystemPattern = {
  entity: 'url',
  expression:
    /(?<![\w/.])(?:https?:\/\/|www\.)[^\s<>"'\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]{1,2000}/g,
  read: (written) => written.replace(/[.,;:!?)\]]{1,9}$/, ''),
}

const amount = '\\d{1,12}(?:[.,]\\d{3}){0,4}(?:[.,]\\d{1,2})?'

const digits: readonly SystemPattern[] = [
  {
    entity: 'tracking_number',
    expression:
      /(?<![a-z\d])(?:1z[a-z\d]{16}|[a-z]{2}\d{9}[a-z]{2}|sf\d{12,15}|yt\d{13,15})(?![a-z\d])/g,
    read: (written) => written.toUpperCase(),
  },
  {
    entity: 'order_number',
    expression: /(?<![a-z\d#-])(?:[a-z]{2,4}-\d{4,10}|#[a-z]{0,4}-?\d{4,10})(?![a-z\d]|-\d)/g,
    read: (written) => written.replace('#', '').toUpperCase(),
  },
  {
    entity: 'phone',
    expression: /(?<![\w+.-])(?:\+|\()?\d[\d ().-]{5,20}\d(?![\w%]|[.,]\d)/g,
    read: readPhone,
  },
  {
    entity: 'money',
    expression: new RegExp(
      `(?<![\\w.,])(?:(us\\$|[$€£¥]|eur|usd|gbp|cny|rmb) ?(${amount})(?![\\d])|(${amount}) ?(€|\\$|£|¥|eur(?:os?)?\\b|usd\\b|gbp\\b|cny\\b|rmb\\b|dollars?\\b|bucks\\b|pounds?\\b|yuan\\b|元|块|人民币|美元|欧元|英镑))`,
      'g',
    ),
    read: (_, match) => ({
      amount: readAmount(match[2] ?? match[3] ?? ''),
      currency: currencies[(match[1] ?? match[4] ?? '').toLowerCase()] ?? '',
    }),
  },
  {
    entity: 'percentage',
    expression: /(?<![\w.,])\d{1,6}(?:[.,]\d{1,3})? ?(?:%|percent\b)/g,
    read: (written) => Number.parseFloat(written.replace(',', '.')),
  },
  {
    entity: 'number',
    expression: new RegExp(`(?<![\\w.,#-])-?${amount}(?![a-z\\d_]|[.,]\\d)`, 'g'),
    read: (written) => readAmount(half(written)),
  },
]

function half(written: string): string {
  return written.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

function readPhone(written: string): string | undefined {
  const plain = half(written)
  const numbers = plain.replace(/\D/g, '')
  if (numbers.length < 7 || numbers.length > 15) return undefined
  if (/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(plain)) return undefined
  const looksLikeOne =
    /^[+(0]/.test(plain) ||
    /^1[3-9]\d{9}$/.test(numbers) ||
    /^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(plain)
  if (!looksLikeOne) return undefined
  return plain.startsWith('+') ? `+${numbers}` : numbers
}

/** "1,250.00" and "1.250,00" → 1250; "12,5" → 12.5; "1,250" → 1250. */
function readAmount(written: string): number {
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','))
  const decimals = last < 0 ? 0 : written.length - last - 1
  if (last < 0 || decimals === 3) return Number(written.replace(/[.,]/g, ''))
  const whole = written.slice(0, last).replace(/[.,]/g, '')
  return Number(`${whole}.${written.slice(last + 1)}`)
}

const currencies: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  美元: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  英镑: 'GBP',
  '¥': 'CNY',
  cny: 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  元: 'CNY',
  块: 'CNY',
  人民币: 'CNY',
}
