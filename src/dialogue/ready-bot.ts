import type { Bot } from './bot.ts'
import { rowsOf } from './policy.ts'
import { storyIndex } from './story-index.ts'

/** The bot, with all that deciding looks up: so that no customer waits for it to be indexed. */
export function readyBot(bot: Bot): Bot {
  storyIndex(bot)
  if (bot.policy) rowsOf(bot.policy)
  return bot
}
