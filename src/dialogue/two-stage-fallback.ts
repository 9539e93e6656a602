import type { Button, Saying, Step, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { offeredIntents } from './offer-intents.ts'
import { twoStageFallback } from './standing-names.ts'

type Done = { readonly steps: readonly Step[]; readonly says: readonly Saying[] }

/** One round of it; `giveUp` is what is done when neither question helped. */
export function runTwoStageFallback(tracker: Tracker, bot: Bot, giveUp: () => Done): Done {
  switch (roundsSoFar(tracker)) {
    case 0:
      return { steps: [{ loop: twoStageFallback }], says: [askAffirmation(tracker, bot)] }
    case 1:
      return { steps: [], says: [{ response: 'utter_ask_rephrase' }] }
    case 2:
      return { steps: [], says: [askAffirmation(tracker, bot)] }
    default: {
      const { steps, says } = giveUp()
      return { steps: [{ loop: null }, ...steps], says }
    }
  }
}

/** "Did you mean …?" with the likeliest intent as one button and a way to deny it as the other. */
export function askAffirmation(tracker: Tracker, bot: Bot): Saying {
  const { ranking = [] } = tracker.latest?.understanding ?? {}
  const [likeliest] = offeredIntents(ranking, tracker, bot)
  if (!likeliest) return { response: 'utter_ask_rephrase' }
  const deny: Button = {
    title: tracker.language === 'zh' ? '不是' : 'No',
    payload: '/out_of_scope',
  }
  return {
    response: 'utter_ask_affirmation',
    facts: { intent: likeliest.title },
    buttons: [likeliest, deny],
  }
}

function roundsSoFar({ past, loop }: Tracker): number {
  if (loop !== twoStageFallback) return 0
  const start = past.findLastIndex(
    (happening) => 'loop' in happening && happening.loop === twoStageFallback,
  )
  const rounds = past
    .slice(start)
    .filter((happening) => 'action' in happening && happening.action === twoStageFallback)
  // The first round stands before the loop that it began.
  return rounds.length + 1
}
