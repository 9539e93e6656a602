import type { Entity, Step, Tracker, Understanding } from '../../src/conversation.ts'
import type { Bot } from '../../src/dialogue/bot.ts'
import { decide, type Decision } from '../../src/dialogue/decide.ts'
import { runDefaultAction } from '../../src/dialogue/default-actions.ts'
import { follow } from '../../src/dialogue/follow.ts'
import { advanceForm, formCandidates } from '../../src/dialogue/forms.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { readFiles } from '../../src/training/read-project.ts'

/** A bot from one page of YAML; throws when the page has errors. */
export function botOf(yaml: string): Bot {
  const { project, findings } = readFiles([
    { path: 'domain.yml', bytes: new TextEncoder().encode(yaml) },
  ])
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return project.bot
}

export type Said = Partial<Omit<Understanding, 'intent' | 'entities'>> & {
  readonly intent: string
  readonly text?: string
  /** Entities by name; a role after a dot: `city.from`. */
  readonly entities?: Readonly<Record<string, string>>
}

export function understood({ intent, entities = {}, text: _, ...rest }: Said): Understanding {
  return {
    language: 'en',
    intent: { name: intent, confidence: 0.9 },
    ranking: [{ name: intent, confidence: 0.9 }],
    entities: Object.entries(entities).map(([key, value]): Entity => {
      const [entity, role] = key.split('.') as [string, string?]
      return { entity, value, start: 0, end: 0, ...(role ? { role } : {}), from: 'tagger' }
    }),
    sentiment: 0,
    isUpset: false,
    ...rest,
  }
}

/** `greet`, `deny?` for one that is in doubt, or all of it. */
export const said = (message: string | Said): Said =>
  typeof message !== 'string'
    ? message
    : message.endsWith('?')
      ? { intent: message.slice(0, -1), doubt: 'unsure' }
      : { intent: message }

/**
 * One turn without a store: forms ask and fill, actions do nothing. What was decided and asked is
 * written as `utter_greet`, `form: utter_ask_x` or, when a form ends, `form`.
 */
export function turn(
  tracker: Tracker,
  message: string | Said,
  bot: Bot,
): { tracker: Tracker; did: string[]; decisions: Decision[] } {
  const heard = said(message)
  let now = hear(
    tracker,
    { text: heard.text ?? 'x', understanding: understood(heard) },
    bot,
  ).tracker
  const did: string[] = []
  const decisions: Decision[] = []
  for (let taken = 0; taken < 10; taken++) {
    const decision = decide(now, bot)
    if (decision.action === 'action_listen') return { tracker: now, did, decisions }
    decisions.push(decision)
    const { steps, says } = act(decision.action, now, bot)
    did.push(says ? `${decision.action}: ${says}` : decision.action)
    now = follow(now, [{ action: decision.action, by: decision.by }, ...steps], bot)
    if (decision.action === 'action_hand_off') return { tracker: now, did, decisions }
  }
  throw new Error(`The bot goes round in circles: ${did.join(', ')}`)
}

function act(action: string, tracker: Tracker, bot: Bot): { steps: readonly Step[]; says: string } {
  if (bot.forms[action]) {
    const starts = tracker.loop === action ? [] : [{ loop: action }]
    const entered = follow(tracker, starts, bot)
    const { steps, ask } = advanceForm(entered, bot, formCandidates(entered, bot))
    const says = !ask ? '' : 'response' in ask ? ask.response : ask.action
    return { steps: [...starts, ...steps], says }
  }
  const done = runDefaultAction(action, tracker, bot)
  return { steps: done?.steps ?? [], says: done?.says.map(({ response }) => response).join() ?? '' }
}

/** Several turns; what was done in each. */
export function talk(
  tracker: Tracker,
  messages: readonly (string | Said)[],
  bot: Bot,
): { tracker: Tracker; did: string[][] } {
  const did: string[][] = []
  let now = tracker
  for (const message of messages) {
    const one = turn(now, message, bot)
    now = one.tracker
    did.push(one.did)
  }
  return { tracker: now, did }
}
