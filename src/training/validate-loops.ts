import type { Step, Tracker } from '../conversation.ts'
import type { Bot, Rule, StoryStep } from '../dialogue/bot.ts'
import { decide } from '../dialogue/decide.ts'
import { follow } from '../dialogue/follow.ts'
import { own } from '../dialogue/own.ts'
import { rulesAndStories } from '../dialogue/paths.ts'
import { receive } from '../dialogue/receive.ts'
import { startTracker } from '../dialogue/track.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

/** As many actions as this for one message, and a conversation counts as going round in circles. */
const mostActions = 12

/**
 * Tells of messages that the bot would answer without end: each intent is said at the beginning of a
 * conversation and in each rule's condition, and decided on until it is the customer's turn.
 */
export function validateLoops({ bot }: Project, draft: Draft): void {
  const told = new Set<string>()
  for (const story of rulesAndStories(bot)) {
    const intent = firstIntent(story.steps)
    if (intent === null) continue
    const start = 'conditions' in story ? inCondition(story, bot) : startTracker('validate', bot)
    const key = `${intent} ${start.loop} ${'conditions' in story ? JSON.stringify(story.conditions) : ''}`
    if (told.has(key)) continue
    told.add(key)
    const circle = circleAfter(intent, start, bot)
    if (circle === null) continue
    tell(draft, {
      code: 'reply-loop',
      at: story.source,
      message: `After ${intent} the bot goes round in circles: ${circle.join(', ')} … and never waits for an answer.`,
      remedy:
        'Let one of these rules wait: remove its wait_for_user_input: false, or its last action.',
      conversation: [`customer: ${intent}`, ...circle.map((action) => `bot: ${action}`)],
    })
  }
}

function firstIntent([step]: readonly StoryStep[]): string | null {
  if (!step) return null
  if ('or' in step) return firstIntent(step.or)
  return 'intent' in step ? step.intent : null
}

function inCondition({ conditions }: Rule, bot: Bot): Tracker {
  const steps = conditions.flatMap((condition): Step[] => {
    if ('loop' in condition) return [{ loop: condition.loop }]
    if (!('slot' in condition)) return []
    const value = 'is' in condition ? condition.is : condition.set ? true : null
    return [{ slot: condition.slot, value }]
  })
  return follow(startTracker('validate', bot), steps, bot)
}

/** The actions that repeat, or null when the bot comes to listen. */
function circleAfter(intent: string, start: Tracker, bot: Bot): string[] | null {
  const understanding = {
    language: bot.languages[0] ?? 'en',
    intent: { name: intent, confidence: 1 },
    ranking: [{ name: intent, confidence: 1 }],
    entities: [],
    sentiment: 0,
    isUpset: false,
  }
  let tracker = receive(start, { text: `/${intent}`, understanding }, bot)
  const actions: string[] = []
  while (actions.length < mostActions) {
    const { action, by } = decide(tracker, bot)
    // A form asks, and a person takes over: either ends the turn.
    if (action === 'action_listen' || own(bot.forms, action) || action === 'action_hand_off')
      return null
    actions.push(action)
    tracker = follow(tracker, [{ action, by }], bot)
  }
  const last = actions.at(-1)!
  const before = actions.lastIndexOf(last, actions.length - 2)
  return before < 0 ? actions : actions.slice(before + 1)
}
