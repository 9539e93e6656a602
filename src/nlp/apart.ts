import type { Intent } from '../conversation.ts'

/** A part of a message as it is understood alone. */
export type Said = {
  /** UTF-16 offsets into the message's text. */
  readonly start: number
  readonly end: number
  readonly ranking: readonly Intent[]
  /** Entropy of the uncalibrated softmax, in nats. */
  readonly uncertainty: number
  /** How many words, or Chinese characters, it has. */
  readonly words: number
}

/**
 * How far two neighbouring parts are apart, in log-odds of being two wishes and not one: by how
 * surely each says something the bot knows, how little of the one's intent is in the other, and
 * whether words announce something else. Logistic regression of messages of two joined examples
 * against those of one; the weights are rounded from fits to training messages of the shop's bot,
 * BANKING77, CLINC150 and MASSIVE in Chinese, none of which the net that understood them had seen.
 * Fits that leave one of these out come to the same.
 */
export function apart(text: string, before: Said, after: Said): number {
  const sure = [before.ranking[0]!.confidence, after.ranking[0]!.confidence].map(Math.log)
  const shared = Math.max(share(before, after), share(after, before), UNNAMED)
  return (
    0.5 * Math.min(...sure) +
    2.5 * Math.max(...sure) -
    0.7 * Math.max(before.uncertainty, after.uncertainty) -
    0.5 * Math.log(shared) +
    2.5 * Math.log(Math.min(before.words, after.words, WORDS_OF_A_WISH)) +
    (isAnnounced(text, before, after) ? 3 : 0)
  )
}

/** Beyond so many a part is no surer to be a wish. */
const WORDS_OF_A_WISH = 5
/** Intents that a ranking leaves out have at most about this share. */
const UNNAMED = 0.0005

/** How much one part says what the other is likeliest to mean. */
const share = ({ ranking }: Said, other: Said): number =>
  ranking.find(({ name }) => name === other.ranking[0]!.name)?.confidence ?? 0

/** Whether words say that something else follows: "also", "and how", 另外. */
function isAnnounced(text: string, before: Said, after: Said): boolean {
  const between = text.slice(before.end, after.start)
  const next = text.slice(after.start, after.end)
  if (ALSO.test(between)) return true
  if (YET.test(between)) return /[，、,\s]/.test(between) || BEGINS.test(next)
  return AND.test(between) && ASKS.test(next)
}

const ALSO = /\b(?:also|plus|then|by the way)[\s,]*$/i
const AND = /\b(?:and|as well as)\s*$/i
const YET = /(?:还有|另外|此外|以及|并且|而且|顺便|然后|同时|再)[，,\s]*$/
/** 还有现货吗 has "still", 还有怎么退货 something else. */
const BEGINS = /^(?:[我你您怎请帮能想哪]|如何|可以|什么|为什么)/
const ASKS =
  /^(?:what|how|where|when|why|who|which|can|could|do|does|did|is|are|will|would|may|should)\b/i
