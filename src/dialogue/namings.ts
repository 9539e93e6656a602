import type { Bot, StoryStep } from './bot.ts'
import { baseIntent } from './heard-intent.ts'
import type { Naming } from './history.ts'
import { own } from './own.ts'
import { rulesAndStories } from './paths.ts'

/** What a bot's rules and stories call what happens in a conversation. */
export type Namings = {
  /** The intents that some rule or story answers. */
  readonly answered: ReadonlySet<string>
  readonly plain: Naming
  /** Retrieval intents without their keys. */
  readonly base: Naming
  /** Messages that a story quotes in their own words. */
  readonly verbatim: Naming
  readonly quoted: ReadonlySet<string>
  /** Whether some retrieval intent is known both with its key and without. */
  readonly hasKeyed: boolean
}

const known = new WeakMap<Bot, Namings>()

/** Found once for each bot. */
export function namingsOf(bot: Bot): Namings {
  let namings = known.get(bot)
  if (!namings) known.set(bot, (namings = findNamings(bot)))
  return namings
}

function findNamings(bot: Bot): Namings {
  const answered = new Set<string>()
  const actions = new Set<string>()
  const quoted = new Set<string>()
  const note = (step: StoryStep): void => {
    if ('or' in step) step.or.forEach(note)
    else if ('intent' in step) answered.add(step.intent)
    else if ('text' in step) quoted.add(quotable(step.text))
    else if ('action' in step) actions.add(step.action)
  }
  for (const { steps } of rulesAndStories(bot)) steps.forEach(note)
  const isForm = (action: string) => own(bot.forms, action) !== undefined
  const tokens = new Map<string, string | null>()
  const plain: Naming = {
    intent: (intent) => `I:${answered.has(intent) ? intent : baseIntent(intent)}`,
    action: (action) => {
      let token = tokens.get(action)
      if (token === undefined) {
        const isSeen = actions.has(action) || isForm(action) || !isWithin(action)
        tokens.set(action, (token = isSeen ? `A:${action}` : null))
      }
      return token
    },
    isForm,
  }
  return {
    answered,
    plain,
    base: { ...plain, intent: (intent) => `I:${baseIntent(intent)}` },
    verbatim: {
      ...plain,
      intent: (intent, text) =>
        quoted.has(quotable(text)) ? `T:${quotable(text)}` : plain.intent(intent, text),
    },
    quoted,
    hasKeyed: [...answered].some((name) => name.includes('/') && answered.has(baseIntent(name))),
  }
}

/** A message as it is compared with a quoted one. */
export const quotable = (text: string): string => text.trim().toLowerCase()

/** What a form does inside itself is no step of a story, unless a story names it. */
const isWithin = (action: string): boolean =>
  /^(action_listen$|action_session_start$|action_extract_slots$|action_unlikely_intent$|action_ask_|validate_|action_validate_)/.test(
    action,
  )
