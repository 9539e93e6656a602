import type { Entity, Tracker, Understanding } from '../conversation.ts'
import { correctionIn } from './correction.ts'
import { latestMessage } from './latest-message.ts'
import type { Message } from './receive.ts'

/**
 * The message as it is meant after what was said before. "No, I meant the lamp", when the kettle was
 * asked about and no form is open, asks the same of the lamp.
 */
export function meantMessage(tracker: Tracker, message: Message): Message {
  const before = tracker.loop === null ? latestMessage(tracker) : null
  const corrected = before && !before.doubt ? correctionIn(message.text) : null
  if (!before || corrected === null) return message
  const { understanding } = message
  const named = understanding.entities.filter(({ entity }) =>
    before.entities.some((earlier) => earlier.entity === entity),
  )
  if (named.length === 0 || hasMore(corrected, message.text, named)) return message
  const { doubt: _, ...rest } = understanding
  const intent = { ...understanding.intent, name: before.intent }
  return { text: message.text, understanding: { ...rest, intent } satisfies Understanding }
}

/** Whether the correction says more than the thing that is meant: then it is a wish of its own. */
function hasMore(corrected: string, text: string, named: readonly Entity[]): boolean {
  const from = text.indexOf(corrected)
  let rest = ''
  for (let at = from; at < from + corrected.length; at++) {
    if (!named.some(({ start, end }) => start <= at && at < end)) rest += text[at]
  }
  return /[\p{L}\p{N}]/u.test(rest.replaceAll(filler, ''))
}

const filler =
  /\b(?:the|a|an|my|one|ones|order|number|please|of|for|about)\b|[的那这个款一是请吧呢]|订单|订单号/giu
