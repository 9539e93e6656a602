import type { Button, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { baseIntent } from './heard-intent.ts'
import { own } from './own.ts'
import { notUnderstood, outOfScope } from './standing-names.ts'
import { namingsOf } from './namings.ts'

/** The likeliest intents that the bot has an answer to, as buttons in the customer's language. */
export function offeredIntents(tracker: Tracker, bot: Bot, most: number): Button[] {
  const { answered } = namingsOf(bot)
  return (tracker.latest?.understanding.ranking ?? [])
    .filter(({ name }) => !isUnnamed(name))
    .filter(({ name }) => answered.has(name) || answered.has(baseIntent(name)))
    .slice(0, most)
    .map(({ name }) => ({ title: intentTitle(name, tracker, bot), payload: `/${name}` }))
}

const isUnnamed = (intent: string) => intent === notUnderstood || intent === outOfScope

/** The response `utter_title_<intent>`, else the intent's name in words. */
function intentTitle(intent: string, { language }: Tracker, bot: Bot): string {
  const titles = own(bot.responses, `utter_title_${intent}`) ?? []
  const title =
    titles.find((variant) => variant.language === language) ??
    titles.find((variant) => variant.language === undefined) ??
    titles[0]
  return title?.text ?? intent.replaceAll(/[_/]+/g, ' ')
}
