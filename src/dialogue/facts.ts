import type { Facts } from '../conversation.ts'
import type { Bot, FactTest } from './bot.ts'
import { grammarName } from './grammar-facts.ts'

/** Whether what is known meets the test. */
export function holds(test: FactTest, facts: Facts | undefined): boolean {
  if (test.fact === 'grammar') return facts?.grammar?.includes(grammarName(test)) ?? false
  const value = facts?.[test.fact]
  if (value === undefined) return false
  if (test.is !== undefined) return value === test.is
  if (typeof value !== 'number') return false
  const { min = -Infinity, max = Infinity, over = -Infinity, below = Infinity } = test
  return value >= min && value <= max && value > over && value < below
}

const asked = new WeakMap<Bot, ReadonlySet<keyof Facts>>()

/** What some rule of the bot asks for: nothing else has to be looked up. */
export function factsAsked(bot: Bot): ReadonlySet<keyof Facts> {
  let facts = asked.get(bot)
  if (!facts) {
    const tests = bot.rules.flatMap(({ conditions }) => conditions)
    facts = new Set(tests.flatMap((test) => ('fact' in test ? [test.fact] : [])))
    asked.set(bot, facts)
  }
  return facts
}
