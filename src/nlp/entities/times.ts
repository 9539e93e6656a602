/** Times of the day, as 24-hour "15:30". */
import type { Entity } from '../../conversation.ts'
import { readNumberWords, smallNumber } from './number-words.ts'
import { readZhNumber } from './zh-numbers.ts'

export function findTimes(normal: string): Entity[] {
  const found: Entity[] = []
  if (hintEn.test(normal)) for (const pattern of english) find(found, normal, pattern)
  if (/[点點时時]/.test(normal)) for (const pattern of chinese) find(found, normal, pattern)
  return found
}

type TimePattern = {
  readonly expression: RegExp
  readonly read: (match: RegExpExecArray) => string | undefined
}

function find(found: Entity[], normal: string, { expression, read }: TimePattern): void {
  expression.lastIndex = 0
  for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
    const value = read(match)
    const start = match.index
    if (value === undefined) continue
    found.push({ entity: 'time', value, start, end: start + match[0].length, from: 'system' })
  }
}

const hintEn =
  /\d:\d|\d ?[ap]\.?m\b|\b(?:[ap]\.?m|o'?clock|noon|midday|midnight|half past|quarter (?:past|to)|(?:past|to) [a-z\d]+|in the (?:morning|afternoon|evening))\b/
const number = `(\\d{1,2}|${smallNumber})`
const half = `(?: ?([ap])\\.?m\\b\\.?| (?:o'?clock )?(?:in the|at) (morning|afternoon|evening|night)\\b)`

const english: readonly TimePattern[] = [
  {
    expression: new RegExp(`(?<![\\d:.])(\\d{1,2})[:.](\\d{2})${half}`, 'g'),
    read: (m) => clock(+m[1]!, +m[2]!, m[3] ?? m[4]),
  },
  {
    expression: /(?<![\d:.])(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])/g,
    read: (m) => clock(+m[1]!, +m[2]!),
  },
  {
    expression: new RegExp(`(?<![\\d:.,])\\b${number}(?: (${smallNumber}))?${half}`, 'g'),
    read: (m) => clock(numberOf(m[1]!), m[2] ? numberOf(m[2]) : 0, m[3] ?? m[4]),
  },
  {
    expression: new RegExp(`\\b${number} ?o'?clock\\b`, 'g'),
    read: (m) => clock(numberOf(m[1]!), 0),
  },
  {
    expression: new RegExp(
      `\\b(half|(?:a )?quarter|${smallNumber}|\\d{1,2})(?: minutes)? (past|to) ${number}\\b${half}?`,
      'g',
    ),
    read: (m) => {
      const minutes = m[1] === 'half' ? 30 : m[1]!.endsWith('quarter') ? 15 : numberOf(m[1]!)
      // "two to three" days are no time: minutes are told in fives.
      if (m[2] === 'to' && (minutes % 5 !== 0 || m[1] === 'half')) return undefined
      if (m[1] !== 'half' && !m[1]!.endsWith('quarter') && minutes % 5 !== 0) return undefined
      const hour = numberOf(m[3]!)
      if (hour < 1 || hour > 12) return undefined
      const base = clock(hour, 0, m[4] ?? m[5])
      if (base === undefined) return undefined
      const at = +base.slice(0, 2) * 60 + (m[2] === 'past' ? minutes : -minutes)
      return clock(Math.floor((at + 1440) / 60) % 24, (at + 1440) % 60)
    },
  },
  {
    expression: /\b(noon|midday|midnight)\b/g,
    read: (m) => (m[1] === 'midnight' ? '00:00' : '12:00'),
  },
]

const zhNumber =
  '(\\d{1,2}|[一二三四五六七八九两兩]?十[一二三四五六七八九]?|[零一二三四五六七八九两兩])'
const period =
  '(凌晨|清晨|早上|早晨|上午|今早|明早|中午|下午|傍晚|晚上|今晚|明晚|昨晚|夜里|半夜|午夜)'

const chinese: readonly TimePattern[] = [
  {
    expression: new RegExp(
      `(?:${period}的?)?(?<![\\d一二三四五六七八九十零])${zhNumber}[点點时時](?:(钟|鐘|整|半|一刻|三刻)|(?:${zhNumber}|([一二三四五]十[一二三四五六七八九]?|零[一二三四五六七八九]))分?)?`,
      'g',
    ),
    read: readZh,
  },
  {
    expression: new RegExp(
      `(?:${period}的?)?差(${zhNumber.slice(1, -1)}|一刻)分?(?:钟)?(?:到)?${zhNumber}[点點]`,
      'g',
    ),
    read: (m) => {
      const hour = zhClock(readZhNumber(m[3]!) ?? NaN, 0, m[1])
      const minutes = m[2] === '一刻' ? 15 : (readZhNumber(m[2]!) ?? NaN)
      if (hour === undefined || !(minutes < 60)) return undefined
      const at = (+hour.slice(0, 2) * 60 - minutes + 1440) % 1440
      return clock(Math.floor(at / 60), at % 60)
    },
  },
  {
    expression: new RegExp(`${period}(\\d{1,2}):(\\d{2})`, 'g'),
    read: (m) => zhClock(+m[2]!, +m[3]!, m[1]),
  },
]

function readZh(m: RegExpExecArray): string | undefined {
  const [whole, when, hours, named, minutes, tens] = m
  const hour = readZhNumber(hours!) ?? NaN
  const after = m.input.slice(m.index + whole.length, m.index + whole.length + 1)
  // 一点 and 几点 more often are "a little" and "several points".
  if (!when && !named && !minutes && !tens) {
    if (/[时時]$/.test(whole)) return undefined
    if (hours === '一' && !/[前后後到至开開]/.test(after)) return undefined
    if (/[意建问問要原理以]/.test(after)) return undefined
  }
  const minute =
    named === '半'
      ? 30
      : named === '一刻'
        ? 15
        : named === '三刻'
          ? 45
          : (readZhNumber(minutes ?? tens ?? '零') ?? NaN)
  return zhClock(hour, minute, when)
}

function zhClock(hour: number, minute: number, when: string | undefined): string | undefined {
  const isLate = when !== undefined && /下午|傍晚|晚/.test(when)
  const isNight = when !== undefined && /夜/.test(when)
  if (isLate && hour >= 1 && hour < 12) return clock(hour + 12, minute)
  if (when === '中午' && hour >= 1 && hour <= 2) return clock(hour + 12, minute)
  if (isLate && hour === 12) return clock(when === '下午' ? 12 : 0, minute)
  if (isNight && hour >= 9 && hour < 12) return clock(hour + 12, minute)
  if (isNight && hour === 12) return clock(0, minute)
  return clock(hour, minute)
}

function numberOf(written: string): number {
  return /^\d/.test(written) ? Number(written) : (readNumberWords(written) ?? NaN)
}

function clock(hour: number, minute: number, when?: string): string | undefined {
  const isAfternoon = when === 'p' || when === 'afternoon' || when === 'evening' || when === 'night'
  const isMorning = when === 'a' || when === 'morning'
  if ((isAfternoon || isMorning) && (hour > 12 || hour === 0)) return undefined
  const at = isAfternoon ? (hour % 12) + 12 : isMorning ? hour % 12 : hour
  const isNight = when === 'night' && hour === 12
  if (!(at >= 0 && at <= 24 && minute >= 0 && minute < 60)) return undefined
  return `${String(isNight ? 0 : at % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
