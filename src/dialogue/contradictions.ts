import type { Source } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { windowsOf } from './endings.ts'
import { namingsOf } from './namings.ts'
import { own } from './own.ts'
import { eachPath } from './paths.ts'
import {
  type Next,
  type Point,
  type Shape,
  ruleTable,
  type Test,
  walk,
  type Wanted,
  wantedAt,
} from './story-index.ts'

/** Two rules or stories that want different things after the very same past. */
export type Contradiction = {
  /** The past that both know, as tokens: `I:greet`, `A:utter_greet`. */
  readonly after: readonly string[]
  readonly between: 'rules' | 'rule and story' | 'stories'
  /** The one that is followed. */
  readonly one: Side
  readonly other: Side
}

export type Side = { readonly action: string; readonly source: Source }

/** Every contradiction among a bot's rules and stories, each pair once, where it shows soonest. */
export function contradictions(bot: Bot): Contradiction[] {
  const found = new Map<string, Contradiction>()
  const add = (one: Contradiction) => {
    const pair = `${place(one.one.source)} ${place(one.other.source)}`
    const known = found.get(pair)
    if (!known || known.after.length > one.after.length) found.set(pair, one)
  }
  const rules = new Map<string, Shape[]>()
  let longest = 0
  for (const [window, shapes] of windowsOf(ruleTable(bot).endings)) {
    rules.set(window.join('\n'), shapes)
    longest = Math.max(longest, window.length)
    for (const nexts of shapes.flatMap((shape) => [...shape.nexts.values()])) {
      const [one, other] = distinct(nexts)
      if (one && other) add({ after: window, between: 'rules', one, other })
    }
  }

  const stories = new Map<string, Side>()
  const { plain } = namingsOf(bot)
  for (const path of eachPath(bot.stories)) {
    walk(path, plain, bot, (point, { action, isEnd }) => {
      const other = { action, source: { ...point.of.source, name: point.of.name } }
      const after = point.tokens.map(({ token }) => token)
      const wanted = wantedAt(point, point.tokens, bot)
      const rule = ruleAt(point, wanted, rules, longest)
      if (rule) {
        const isSo = rule.next.action === action || returnsToForm(rule.next, action, bot)
        const window = after.slice(-rule.length)
        if (!isSo) add({ after: window, between: 'rule and story', one: rule.next, other })
      }
      const key = `${after.join('\n')}\n${wanted.map((one) => `${one.name} ${one.value}`).join('|')}`
      const same = stories.get(key)
      if (!same) stories.set(key, other)
      // A story may end where another goes on.
      else if (same.action !== action && !isEnd && !rule) {
        add({ after, between: 'stories', one: same, other })
      }
    })
  }
  return [...found.values()]
}

/** What a rule wants at this point of a story, whatever went before the story began. */
function ruleAt(
  { tokens }: Point,
  wanted: readonly Wanted[],
  rules: ReadonlyMap<string, Shape[]>,
  longest: number,
): { readonly next: Next; readonly length: number } | null {
  for (let length = Math.min(longest, tokens.length); length > 0; length--) {
    const window = tokens.slice(-length)
    for (const { tests, nexts } of rules.get(window.map(({ token }) => token).join('\n')) ?? []) {
      const values = tests.map((test) => valueIn(test, wanted, window[0]!.loopBefore))
      const found = values.includes(null) ? undefined : nexts.get(values.join('|'))
      if (found) return { next: found[0]!, length }
    }
  }
  return null
}

/** What the story says of something that a rule asks for; null when it says nothing. */
function valueIn(test: Test, wanted: readonly Wanted[], loop: string | null): string | null {
  switch (test.test) {
    case 'loop':
      return loop ?? ''
    case 'start':
    case 'fact':
      return null
    case 'slot-set': {
      const said = wanted.find(
        (one) => one.test.test !== 'entity' && one.name.endsWith(` ${test.slot}`),
      )
      return said ? (said.value === 'unset' ? 'unset' : 'set') : null
    }
    case 'slot':
      return wanted.find(({ name }) => name === `slot ${test.slot}`)?.value ?? null
    case 'entity': {
      const { entity, role, group } = test.entity
      const name = `entity ${test.back} ${entity} ${role ?? ''} ${group ?? ''}`
      return wanted.some((one) => one.name === name) ? 'true' : 'false'
    }
  }
}

/** Once a rule has answered a question in between, the form asks its own again. */
const returnsToForm = ({ isEnd }: Next, action: string, bot: Bot): boolean =>
  isEnd && own(bot.forms, action) !== undefined

/** One of each action: to listen in the middle or at the end is the same. */
const distinct = (nexts: readonly Next[]): Next[] =>
  nexts.filter(({ action }, at) => nexts.findIndex((next) => next.action === action) === at)

const place = ({ file, line }: Source): string => `${file}:${line}`
