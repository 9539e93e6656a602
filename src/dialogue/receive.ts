import type { Language, Tracker, Understanding } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { clausesOf } from './clauses.ts'
import { meantMessage } from './meant-message.ts'

export type Message = { readonly text: string; readonly understanding: Understanding }

/** A session longer than this forgets its beginning, half of it at a time. */
const longestPast = 200

/** Puts a message of the customer on the tracker; no slot is filled yet. */
export function receive(tracker: Tracker, message: Message, bot: Bot): Tracker {
  const [first, ...others] = clausesOf(message)
  const { pending = [], ...before } = tracker
  const waiting = [...others, ...pending]
  return {
    ...receivePart(before, meantMessage(tracker, first)),
    ...(waiting.length > 0 ? { pending: waiting } : {}),
    language: languageOf(tracker, message, bot),
    upset: tracker.upset + (message.understanding.isUpset ? 1 : 0),
  }
}

/** What one message, or one part of it, says. */
export function receivePart(tracker: Tracker, { text, understanding }: Message): Tracker {
  const { intent, doubt, entities } = understanding
  const past =
    tracker.past.length > longestPast ? tracker.past.slice(-longestPast / 2) : tracker.past
  return {
    ...tracker,
    latest: { text, understanding },
    past: [...past, { intent: intent.name, ...(doubt ? { doubt } : {}), entities, text }],
  }
}

/** A pressed button or a bare number is in no language: the conversation stays in its own. */
function languageOf(tracker: Tracker, { text, understanding }: Message, bot: Bot): Language {
  const { language, entities } = understanding
  if (!bot.languages.includes(language)) return tracker.language
  // Of no words, only a page's setting can have made it another than the bot's first.
  if (tracker.latest === null && language !== bot.languages[0]) return language
  const isPayload = text.startsWith('/') || entities.some(({ from }) => from === 'payload')
  return isPayload || !hasOwnWords(text, understanding) ? tracker.language : language
}

/** Whether some letter stands outside of what was found. */
function hasOwnWords(text: string, { entities }: Understanding): boolean {
  letter.lastIndex = 0
  for (let found = letter.exec(text); found; found = letter.exec(text)) {
    const { index } = found
    if (!entities.some(({ start, end }) => start <= index && index < end)) return true
  }
  return false
}

const letter = /\p{L}/gu
