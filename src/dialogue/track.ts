import type { Event, Language, Logged, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { follow } from './follow.ts'
import { receive } from './receive.ts'
import { initialSlots, startSession, withoutQuestion } from './session.ts'

/** In the language that the customer's page is set to, where the bot speaks it. */
export function startTracker(conversation: string, bot: Bot, language?: Language): Tracker {
  return {
    conversation,
    seq: 0,
    heldBy: 'bot',
    agent: null,
    customer: null,
    language: language && bot.languages.includes(language) ? language : (bot.languages[0] ?? 'en'),
    slots: initialSlots(bot),
    loop: null,
    latest: null,
    past: [],
    misunderstood: 0,
    upset: 0,
  }
}

/**
 * Folds a conversation's log into its tracker, from the beginning or from an earlier tracker (whose
 * `seq` and what lies before it are skipped).
 */
export function track(events: readonly Logged[], bot: Bot, from?: Tracker): Tracker {
  const start = from ?? startTracker(events[0]?.conversation ?? '', bot)
  return events.reduce(
    (tracker, event) =>
      event.seq <= tracker.seq ? tracker : { ...happened(tracker, event, bot), seq: event.seq },
    start,
  )
}

function happened(tracker: Tracker, event: Event, bot: Bot): Tracker {
  switch (event.kind) {
    case 'session-started':
      return startSession(tracker, bot)
    case 'customer-said':
      // While a person holds the conversation the bot is not spoken to.
      return tracker.heldBy === 'bot' && event.understanding
        ? receive(tracker, { text: event.text, understanding: event.understanding }, bot)
        : tracker
    case 'decided':
      return follow(tracker, event.steps, bot)
    case 'identified':
      return { ...tracker, customer: event.customer }
    case 'handed-over':
    case 'sent-to-team':
      return { ...tracker, heldBy: 'queue', agent: null }
    case 'claimed':
      return { ...tracker, heldBy: 'agent', agent: event.agent }
    case 'given-back':
    case 'resolved':
      return startAfresh(tracker)
    case 'bot-said':
    case 'agent-said':
    case 'noted':
    case 'changed':
    case 'erased':
      return tracker
  }
}

/** What the bot was asking is settled once a person has dealt with it. */
function startAfresh({ pending: _, ...tracker }: Tracker): Tracker {
  return {
    ...tracker,
    heldBy: 'bot',
    agent: null,
    slots: withoutQuestion(tracker.slots),
    loop: null,
    // Once more than there are forms in progress: those that were interrupted are over, too.
    past: [...tracker.past, ...(tracker.loop === null ? [] : [nothing]), nothing],
    misunderstood: 0,
    upset: 0,
  }
}

const nothing = { loop: null } as const
