import type { Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { heardIntent } from './heard-intent.ts'
import { historyOf, type Token } from './history.ts'
import { latestMessageAt } from './latest-message.ts'
import { namingsOf } from './namings.ts'
import { own } from './own.ts'
import { requestedSlot } from './requested-slot.ts'
import { isSet, slotFeature } from './slot-feature.ts'

/** What the learned policy sees of a moment, by name. */
export type Features = {
  readonly past: readonly string[]
  /** Of the customers' very words, where stories quote them. */
  readonly words: readonly string[]
}

/** How far back it matters that something happened, if not when. */
const recent = 20

/**
 * The latest happenings by their place (`1 A:utter_greet`) and in pairs, whatever happened recently
 * (`any I:greet`), the entities of the message, slots, the form and what it asked for.
 */
export function featuresAt(tracker: Tracker, bot: Bot, history: number): Features {
  const { plain, quoted } = namingsOf(bot)
  const tokens = historyOf(tracker, plain)
  const requested = requestedSlot(tracker)
  return {
    past: [
      ...placesOf(tokens, history),
      ...new Set(tokens.slice(-recent).flatMap(({ token }) => namesOf(token, 'any'))),
      ...answeringTo(tokens),
      ...entitiesOf(tracker, bot),
      ...slotsOf(tracker, bot),
      ...(tracker.loop === null ? [] : [`loop ${tracker.loop}`]),
      ...(requested === null ? [] : [`asked ${requested}`]),
    ],
    words: quoted.size > 0 ? wordsOf(tracker) : [],
  }
}

function placesOf(tokens: readonly Token[], history: number): string[] {
  const places: string[] = []
  const end = tokens.length
  for (let back = 1; back <= history && back <= end; back++) {
    places.push(...namesOf(tokens[end - back]!.token, String(back)))
  }
  for (let count = 2; count <= 4 && count <= end; count++) {
    const latest = tokens.slice(-count).map(({ token }) => token)
    places.push(`last ${latest.join(' ')}`)
  }
  return places
}

/** What the latest message may answer: any of the bot's recent actions. */
function answeringTo(tokens: readonly Token[]): string[] {
  const latest = tokens.at(-1)?.token ?? ''
  if (!latest.startsWith('I:') || latest === 'I:') return []
  const actions = tokens.slice(-recent).filter(({ token }) => token.startsWith('A:'))
  return [...new Set(actions.map(({ token }) => `${latest} to ${token}`))]
}

/** A message counts as one even when its intent was never seen, or stories only quote its words. */
function namesOf(token: string, place: string): string[] {
  if (!token.startsWith('I:')) return [`${place} ${token}`]
  return token === 'I:' ? [`${place} M`] : [`${place} M`, `${place} ${token}`]
}

function entitiesOf(tracker: Tracker, bot: Bot): string[] {
  const at = latestMessageAt(tracker)
  const message = tracker.past[at]
  if (!message || !('intent' in message)) return []
  const use = own(bot.intents, heardIntent(message))
  const seen = message.entities.filter(
    ({ entity }) =>
      !use ||
      ((use.usesEntities === true || use.usesEntities.includes(entity)) &&
        !use.ignoresEntities.includes(entity)),
  )
  return [
    ...new Set(
      seen.map(({ entity, role, group }) =>
        ['entity', entity, role, group].filter((part) => part !== undefined).join(' '),
      ),
    ),
  ]
}

function slotsOf({ slots }: Tracker, bot: Bot): string[] {
  return Object.entries(bot.slots).flatMap(([name, { influences }]) =>
    influences && isSet(slots[name]) ? [`slot ${name} ${slotFeature(name, slots[name], bot)}`] : [],
  )
}

/** Words and pairs of the latest message, words of what was said before. */
function wordsOf(tracker: Tracker): string[] {
  const said = tracker.past.flatMap((happening) => ('intent' in happening ? [happening.text] : []))
  const latest = wordsIn(said.pop() ?? '')
  const earlier = said.slice(-recent).flatMap(wordsIn)
  return [
    ...new Set([
      ...latest.map((word) => `word ${word}`),
      ...latest.slice(1).map((word, at) => `words ${latest[at]!} ${word}`),
      ...earlier.map((word) => `said ${word}`),
    ]),
  ]
}

/** Chinese has no spaces: each of its signs counts as a word. */
const wordsIn = (text: string): string[] =>
  text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}']+/gu) ?? []
