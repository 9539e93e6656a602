import type { Entity, Tracker } from '../conversation.ts'
import type { Bot, EntityTest } from './bot.ts'
import type { Ending } from './endings.ts'
import { holds } from './facts.ts'
import { historyOf, type Token } from './history.ts'
import { type Namings, namingsOf, quotable } from './namings.ts'
import { own } from './own.ts'
import { isSet, slotFeature } from './slot-feature.ts'
import { type Next, type Shape, storyIndex, type Table, type Test } from './story-index.ts'

/** What a rule or a story says comes next. */
export type Remembered = Omit<Next, 'count'>

/** Asks the rules or the stories; null when none of them knows the past. */
export type Recollection = (kind: 'rules' | 'stories') => Remembered | null

/**
 * What rules and stories have for the tracker's recent past: the longest past that one of them
 * knows wins, then the one that asks for the most slots and entities, then what most of them say.
 */
export function recall(tracker: Tracker, bot: Bot): Recollection {
  const index = storyIndex(bot)
  const ways = readings(tracker, namingsOf(bot), bot)
  const read: Token[][] = []
  return (kind) => {
    for (let at = 0; ; at++) {
      // Most pasts need reading once, for rules and stories together.
      if (at === read.length) {
        const next = ways.next()
        if (next.done) return null
        read.push(next.value)
      }
      const found = lookUp(index[kind], read[at]!, tracker, bot)
      if (found) return found
    }
  }
}

/** The same past read in several ways, the most particular first. */
function* readings(tracker: Tracker, namings: Namings, bot: Bot): Generator<Token[], undefined> {
  const { plain, base, verbatim, quoted, hasKeyed } = namings
  if (tracker.latest && quoted.has(quotable(tracker.latest.text))) {
    yield historyOf(tracker, verbatim)
  }
  const tokens = historyOf(tracker, plain)
  yield tokens
  if (hasKeyed) yield historyOf(tracker, base)
  const straight = withoutDigressions(tokens, bot)
  if (straight.length < tokens.length) yield straight
}

/** A form that was interrupted and came back is one run of the form, as if nothing had been. */
function withoutDigressions(tokens: readonly Token[], bot: Bot): Token[] {
  const straight: Token[] = []
  for (const token of tokens) {
    const form = token.token.startsWith('A:') ? token.token.slice(2) : ''
    if (token.loopBefore === form && own(bot.forms, form)) {
      const run = straight.findLastIndex(
        (earlier) => earlier.token === token.token && earlier.loopBefore !== form,
      )
      if (run >= 0) {
        straight.length = run + 1
        continue
      }
    }
    straight.push(token)
  }
  return straight
}

function lookUp(
  { endings }: Table,
  tokens: readonly Token[],
  tracker: Tracker,
  bot: Bot,
): Remembered | null {
  const known: (readonly [length: number, shapes: readonly Shape[]])[] = []
  let ending: Ending | undefined = endings
  for (let length = 0; ending; length++) {
    if (ending.shapes) known.push([length, ending.shapes])
    const { only } = ending
    if (only && endsWith(tokens, only.window)) known.push([only.window.length, only.shapes])
    const before = tokens[tokens.length - 1 - length]
    ending = before && ending.before?.get(before.token)
  }
  for (let at = known.length - 1; at >= 0; at--) {
    const [length, shapes] = known[at]!
    for (const { tests, nexts } of shapes) {
      for (const values of valuesOf(tests, tokens, length, tracker, bot)) {
        const found = nexts.get(values)
        if (found) return mostOften(found)
      }
    }
  }
  return null
}

function endsWith(tokens: readonly Token[], window: readonly string[]): boolean {
  const from = tokens.length - window.length
  if (from < 0) return false
  for (let at = window.length - 1; at >= 0; at--) {
    if (tokens[from + at]!.token !== window[at]) return false
  }
  return true
}

/** What the tests of a shape see in the tracker, over its latest `length` tokens. */
function valuesOf(
  tests: readonly Test[],
  tokens: readonly Token[],
  length: number,
  tracker: Tracker,
  bot: Bot,
): string[] {
  const first = tokens[tokens.length - length]!
  const values = tests.map((test): string => {
    switch (test.test) {
      case 'slot':
        return slotFeature(test.slot, tracker.slots[test.slot], bot)
      case 'slot-set':
        return isSet(tracker.slots[test.slot]) ? 'set' : 'unset'
      case 'entity':
        return String(hasEntity(tokens[tokens.length - test.back]?.entities, test.entity))
      case 'loop':
        return first.loopBefore ?? ''
      case 'fact':
        return String(holds(test.fact, tracker.facts))
      case 'start':
        return String(tokens.length === length)
    }
  })
  const loop = tests.findIndex(({ test }) => test === 'loop')
  const form = first.token.slice(2)
  // A form that had all it needed at once was in progress too, if only for a moment.
  const isOwnRun = loop >= 0 && first.token === `A:${form}` && own(bot.forms, form)
  return isOwnRun ? [values.join('|'), values.with(loop, form).join('|')] : [values.join('|')]
}

const hasEntity = (found: readonly Entity[] | undefined, wanted: EntityTest): boolean =>
  found?.some(
    ({ entity, role, group }) =>
      entity === wanted.entity &&
      (wanted.role === undefined || role === wanted.role) &&
      (wanted.group === undefined || group === wanted.group),
  ) ?? false

const mostOften = (nexts: readonly Next[]): Remembered =>
  nexts.reduce((so, next) => (next.count > so.count ? next : so))
