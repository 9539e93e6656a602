import { Problem } from '../../problem.ts'
import {
  fieldNames,
  kindNames,
  kinds,
  statuses,
  statusNames,
  type Field,
  type Kind,
} from './query-fields.ts'
import { isUnspaced, termsOf } from './terms.ts'

/** Words that must follow each other; the last one may be no more than a beginning. */
export type Phrase = {
  readonly words: readonly string[]
  readonly isPrefix: boolean
  /** As it was typed between quotation marks: nothing like it will do. */
  readonly isExact: boolean
}

export type SearchQuery = {
  /** All of them must be found. */
  readonly phrases: readonly Phrase[]
  readonly kinds: readonly Kind[]
  readonly email: string | null
  readonly order: string | null
  readonly statuses: readonly string[] | null
  /** Days, `2026-11-01`, both of them included. */
  readonly from: string | null
  readonly to: string | null
}

const MOST_PHRASES = 12

/**
 * `refund "next monday" email:anna@example.com status:open from:2026-11-01 kind:ticket`, or in
 * Chinese 退款 状态：进行中 类型：工单. A name before a colon that is no field's is text like any
 * other. Problem 'invalid' when a value is none that its field can have.
 */
export function readQuery(text: string): SearchQuery {
  const phrases: Phrase[] = []
  const given = new Map<Field, string>()
  for (const { groups = {} } of text.matchAll(parts)) {
    const { name = '', quoted, bare = '' } = groups
    const field = fieldNames[name.toLowerCase()]
    if (field) given.set(field, (quoted ?? bare).trim())
    else if (quoted !== undefined) phrases.push(...exactly(quoted))
    else phrases.push(...inWords(name ? `${name}:${bare}` : bare))
  }
  const last = phrases.at(-1)
  if (last && !last.isExact && /[^\s"”」]$/.test(text)) {
    phrases[phrases.length - 1] = { ...last, isPrefix: true }
  }
  const kind = given.get('kind')
  const status = given.get('status')
  return {
    phrases: phrases.slice(0, MOST_PHRASES),
    kinds: kind ? [kindOf(kind)] : kinds,
    email: given.get('email') || null,
    order: given.get('order')?.toUpperCase() || null,
    statuses: status ? statusesOf(status) : null,
    from: dayOf('from', given.get('from')),
    to: dayOf('to', given.get('to')),
  }
}

const parts =
  /(?:(?<name>\p{L}+)[:：](?=\S))?(?:["“「](?<quoted>[^"”」]*)["”」]?|(?<bare>[^\s"“「]+))/gu

function exactly(text: string): Phrase[] {
  const words = wordsOf(text)
  return words.length > 0 ? [{ words, isPrefix: false, isExact: true }] : []
}

/** What stands together without a blank belongs together: HP-10023, anna@example.com. */
function inWords(text: string): Phrase[] {
  const isPrefix = text.endsWith('*')
  const phrases: Phrase[] = []
  for (const [run] of text.matchAll(spacedOrNot)) {
    if (!isUnspaced(run)) {
      const words = wordsOf(run)
      if (words.length > 0) phrases.push({ words, isPrefix, isExact: false })
      continue
    }
    for (const word of segmentsOf(run)) {
      phrases.push({ words: wordsOf(word), isPrefix: false, isExact: false })
    }
  }
  return phrases
}

const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc'
const spacedOrNot = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')

/** The terms of a text, without the single character that ends a run of several. */
function wordsOf(text: string): string[] {
  const words = termsOf(text).map(({ word }) => word)
  const [last = '', before = ''] = [words.at(-1), words.at(-2)]
  const isEnd = isUnspaced(last) && before.length > 1 && isUnspaced(before) && before.endsWith(last)
  return isEnd ? words.slice(0, -1) : words
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * 订单退款了 → 订单 · 退款. The segmenter splits service words (客/服), so that single characters
 * that stand together are one word, and those that say little are left out beside others.
 */
function segmentsOf(run: string): string[] {
  const segments: string[] = []
  let single = ''
  for (const { segment } of segmenter.segment(run)) {
    const isSingle = Array.from(segment).length === 1
    if (isSingle && !little.has(segment)) single += segment
    else {
      if (single) segments.push(single)
      single = ''
      if (!isSingle && !little.has(segment)) segments.push(segment)
    }
  }
  if (single) segments.push(single)
  return segments.length > 0 ? segments : [run]
}

const little = new Set(
  `的 了 吗 呢 吧 啊 呀 我 你 您 他 她 它 在 是 有 和 就 也 都 很 这 那 要
   我的 你的 您的 我们 你们 怎么 什么 一个 这个 那个`.split(/\s+/),
)

function kindOf(value: string): Kind {
  const kind = kindNames[value.toLowerCase()]
  if (kind) return kind
  throw new Problem(
    'invalid',
    'BadSearch',
    `kind: should be one of ${kinds.join(', ')}, or 客户, 订单, 工单, 消息, but is "${value}".`,
  )
}

function statusesOf(value: string): readonly string[] {
  const known = [...new Set(Object.values(statuses).flat())]
  const named = statusNames[value] ?? [value.toLowerCase()]
  if (named.every((status) => known.includes(status))) return named
  throw new Problem(
    'invalid',
    'BadSearch',
    `status: should be one of ${known.join(', ')}, or ${Object.keys(statusNames).join(', ')}, but is "${value}".`,
  )
}

function dayOf(field: Field, value: string | undefined): string | null {
  if (!value) return null
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00.000Z`)
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number.isFinite(time) && new Date(time).toISOString().startsWith(date)) return date
  throw new Problem(
    'invalid',
    'BadSearch',
    `${field}: should be a day such as 2026-11-01, but is "${value}".`,
  )
}
