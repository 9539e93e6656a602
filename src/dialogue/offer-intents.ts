import type { Button, Intent, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { baseIntent } from './heard-intent.ts'
import { own } from './own.ts'
import { notUnderstood, outOfScope } from './standing-names.ts'
import { namingsOf } from './namings.ts'

/** The intents that the bot has an answer to, in their order, as buttons in the customer's language. */
export function offeredIntents(ranking: readonly Intent[], tracker: Tracker, bot: Bot): Button[] {
  const { answered } = namingsOf(bot)
  return ranking
    .filter(({ name }) => !isUnnamed(name))
    .filter(({ name }) => answered.has(name) || answered.has(baseIntent(name)))
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
