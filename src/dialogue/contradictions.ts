import type { Source } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { windowsOf } from './endings.ts'
import { type Next, storyIndex } from './story-index.ts'

/** Two rules that want different things after the very same past. */
export type Contradiction = {
  /** The past that both know: `greet`, `utter_greet`. */
  readonly after: readonly string[]
  readonly one: { readonly action: string; readonly source: Source }
  readonly other: { readonly action: string; readonly source: Source }
}

/** Every contradiction among a bot's rules, each pair once, where it first shows. */
export function contradictions(bot: Bot): Contradiction[] {
  const found = new Map<string, Contradiction>()
  for (const [window, shapes] of windowsOf(storyIndex(bot).rules.endings)) {
    for (const nexts of shapes.flatMap((shape) => [...shape.nexts.values()])) {
      const [one, other] = distinct(nexts)
      if (!one || !other) continue
      const pair = `${place(one.source)} ${place(other.source)}`
      const after = window.map((token) => token.slice(2) || 'the end of the form')
      const known = found.get(pair)
      if (!known || known.after.length > after.length) found.set(pair, { after, one, other })
    }
  }
  return [...found.values()]
}

/** One of each action: to listen in the middle or at the end is the same. */
const distinct = (nexts: readonly Next[]): Next[] =>
  nexts.filter(({ action }, at) => nexts.findIndex((next) => next.action === action) === at)

const place = ({ file, line }: Source): string => `${file}:${line}`
