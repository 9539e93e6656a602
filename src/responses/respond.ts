import type { BotMessage, Button, Json, Saying, Tracker, Variant } from '../conversation.ts'
import { chooseVariant } from './choose-variant.ts'
import { fill, fillDeeply, fillPayload } from './fill.ts'
import { standardResponses } from './standard-responses.ts'

/** The responses of the training files by name; `utter_faq/opening_hours` with a retrieval key. */
export type Responses = Readonly<Record<string, readonly Variant[]>>

/**
 * The words for what an action wants said, in the customer's language and for this channel. Empty
 * when there is no such response, or none of its variants may be said now. The same conversation,
 * tracker and response always choose the same variant.
 */
export function respond(
  saying: Saying,
  tracker: Tracker,
  responses: Responses,
  options: { readonly channel?: string } = {},
): BotMessage[] {
  const name = nameOf(saying.response, tracker, responses)
  const variants = own(responses, name) ?? own(standardResponses, name) ?? []
  const chosen = chooseVariant(name, variants, tracker, options.channel)
  const { words } = saying
  if (!chosen) return words && isSaid(words) ? [words] : []
  const facts = { ...tracker.slots, ...saying.facts }
  const message = { ...inWords(chosen.variant, saying, facts), ...words }
  return isSaid(message) ? [{ ...message, response: name, variant: chosen.at }] : []
}

const isSaid = ({ text, buttons, image, custom }: BotMessage): boolean =>
  Boolean(text || buttons?.length || image || custom !== undefined)

/** A retrieval intent's answer stands under its key: `utter_faq` → `utter_faq/opening_hours`. */
function nameOf(response: string, tracker: Tracker, responses: Responses): string {
  const intent = tracker.latest?.understanding.intent.name ?? ''
  const keyed = `utter_${intent}`
  return keyed.startsWith(`${response}/`) && Object.hasOwn(responses, keyed) ? keyed : response
}

function inWords(
  variant: Variant,
  saying: Saying,
  facts: Readonly<Record<string, Json>>,
): Omit<BotMessage, 'response' | 'variant'> {
  const buttons: Button[] = [
    ...(variant.buttons ?? []).map(({ title, payload }) => ({
      title: fill(title, facts),
      payload: fillPayload(payload, facts),
    })),
    ...(saying.buttons ?? []),
  ]
  return {
    ...(variant.text === undefined ? {} : { text: fill(variant.text, facts) }),
    ...(buttons.length === 0 ? {} : { buttons }),
    ...(variant.image === undefined ? {} : { image: fill(variant.image, facts) }),
    ...(variant.custom === undefined ? {} : { custom: fillDeeply(variant.custom, facts) }),
  }
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
