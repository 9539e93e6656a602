/** Plain dates in English and Chinese. The message's clock decides what "tomorrow" is. */
import type { Entity } from '../../conversation.ts'
import { type Clock, dayOf } from './calendar.ts'
import { datesEn, hintEn } from './dates-en.ts'
import { datesZh, hintZh } from './dates-zh.ts'
import { tenseAt } from './tense.ts'

export type DatePattern = {
  readonly expression: RegExp
  /** The value, or undefined when it is no date after all. Without a clock it is counted from 2000. */
  readonly read: (match: RegExpExecArray, clock: Clock) => string | undefined
  /** Says the same on every day. */
  readonly isAbsolute?: true
}

/**
 * The value is an ISO date, 2026-10-03; of a whole month or year 2026-10 and 2026. Without a clock
 * what depends on it keeps its words. A day and month without a year are the nearest such day,
 * past or to come, unless the words around them say which: "I ordered it on Monday".
 */
export function findDates(text: string, normal: string, now?: Date): Entity[] {
  const found: Entity[] = []
  if (hintEn.test(normal)) find(found, text, normal, datesEn, now)
  if (hintZh.test(normal)) find(found, text, normal, datesZh, now)
  return found
}

/** A cheap look that spares most messages the rest. */
export function mayHoldDate(normal: string): boolean {
  return hintEn.test(normal) || hintZh.test(normal)
}

/** Of a very long message only so much is read for the tense of its dates. */
const TENSE_REACH = 400

function find(
  found: Entity[],
  text: string,
  normal: string,
  patterns: readonly DatePattern[],
  now: Date | undefined,
): void {
  const today = now ? dayOf(now) : 10_957
  for (const { expression, read, isAbsolute } of patterns) {
    expression.lastIndex = 0
    for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
      const start = match.index
      const end = start + match[0].length
      const clock: Clock = {
        today,
        get tense() {
          const from = Math.max(0, start - TENSE_REACH)
          const near = normal.slice(from, end + TENSE_REACH)
          return tenseAt(near, start - from, end - from)
        },
      }
      const day = read(match, clock)
      if (day === undefined) continue
      const value = now || isAbsolute ? day : text.slice(start, end)
      found.push({ entity: 'date', value, start, end, from: 'system' })
    }
  }
}
