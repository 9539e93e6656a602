import type { Entity, Json, Step, Tracker, Understanding } from '../conversation.ts'
import type { Bot, EntityTest } from '../dialogue/bot.ts'
import { decide, type Decision } from '../dialogue/decide.ts'
import { follow } from '../dialogue/follow.ts'
import { hear } from '../dialogue/hear.ts'
import { isIntent } from '../dialogue/heard-intent.ts'
import { actionsSince, latestMessage } from '../dialogue/latest-message.ts'
import { startTracker } from '../dialogue/track.ts'
import type { Failure } from './play-conversation.ts'
import type { ConversationTest, TestStoryStep } from './project.ts'

type Story = Extract<ConversationTest, { readonly kind: 'story' }>

/**
 * Plays a test story as Rasa does: messages are understood and every action is decided, but neither
 * actions nor forms run; what they would have set stands in the story.
 */
export function playStory(
  { steps }: Story,
  bot: Bot,
  understand: (message: { text: string }) => Understanding,
): Failure[] {
  let tracker = startTracker('test', bot)
  let after = ''
  for (const step of steps) {
    const { source } = step
    if ('intent' in step || 'text' in step) {
      const more = untilListening(tracker, bot)
      if ('failed' in more) return [{ source, after, ...more.failed }]
      const message = messageOf(step, understand)
      after = message.text
      tracker = hear(more.tracker, message, bot).tracker
      const got = message.understanding.intent.name
      if ('intent' in step && !isIntent(step.intent, got)) {
        return [{ source, after, expected: `the intent ${step.intent}`, got: `the intent ${got}` }]
      }
    } else if ('action' in step) {
      const next = act(tracker, step.action, bot)
      if ('failed' in next) return [{ source, after, ...next.failed }]
      tracker = next.tracker
    } else {
      // Old stories leave out that the form took the message.
      if ('loop' in step) tracker = answered(tracker, bot)
      tracker = follow(tracker, stepsOf(step, tracker), bot)
    }
  }
  const end = untilListening(tracker, bot)
  const { source } = steps.at(-1) ?? { source: { file: '', line: 0 } }
  return 'failed' in end ? [{ source, after, ...end.failed }] : []
}

type Outcome =
  | { readonly tracker: Tracker }
  | { readonly failed: { readonly expected: string; readonly got: string } }

function act(tracker: Tracker, expected: string, bot: Bot): Outcome {
  const taken = (decision: Decision): Outcome => ({
    tracker: follow(tracker, [{ action: decision.action, by: decision.by }], bot),
  })
  // Whether a form takes the message hangs on slots that the story does not fill.
  if (tracker.loop === expected && actionsSince(tracker).length === 0) {
    return taken({ action: expected, by: 'form' })
  }
  const decided = decide(tracker, bot)
  if (decided.action === expected) return taken(decided)
  const otherwise = decided.by === 'form' ? decide(tracker, bot, { formRejects: true }) : decided
  if (otherwise.action === expected) return taken(otherwise)
  return { failed: { expected, got: otherwise.action } }
}

/** Nothing more may be decided once the story lets the customer speak, but to ask a form's question. */
function untilListening(before: Tracker, bot: Bot): Outcome {
  const tracker = answered(before, bot)
  const decided = decide(tracker, bot)
  if (decided.action === 'action_listen') return { tracker }
  if (decided.by === 'form') {
    return { tracker: follow(tracker, [{ action: decided.action, by: 'form' }], bot) }
  }
  return { failed: { expected: 'action_listen', got: decided.action } }
}

/** The message that nothing was said to, given to the form in progress. */
function answered(tracker: Tracker, bot: Bot): Tracker {
  const { loop } = tracker
  return loop !== null && latestMessage(tracker) && actionsSince(tracker).length === 0
    ? follow(tracker, [{ action: loop, by: 'form' }], bot)
    : tracker
}

function stepsOf(step: TestStoryStep, tracker: Tracker): Step[] {
  if ('loop' in step) {
    const isEnd = step.loop === null && tracker.loop !== null
    return [{ loop: step.loop }, ...(isEnd ? [{ slot: 'requested_slot', value: null }] : [])]
  }
  if (!('slots' in step) || !step.slots) return []
  return step.slots.flatMap((test): Step[] => {
    const value: Json =
      'is' in test ? test.is : test.set ? (tracker.slots[test.slot] ?? true) : null
    return value === tracker.slots[test.slot] ? [] : [{ slot: test.slot, value }]
  })
}

/** A step without text stands for the intent itself, sure and with the entities it names. */
function messageOf(
  step: Extract<TestStoryStep, { readonly intent: string } | { readonly text: string }>,
  understand: (message: { text: string }) => Understanding,
): { text: string; understanding: Understanding } {
  if ('text' in step && step.text) {
    return { text: step.text, understanding: understand({ text: step.text }) }
  }
  const name = 'intent' in step ? step.intent : ''
  const entities = 'entities' in step ? (step.entities ?? []) : []
  return {
    text: `/${name}`,
    understanding: {
      language: 'en',
      intent: { name, confidence: 1 },
      ranking: [{ name, confidence: 1 }],
      entities: entities.map(entityOf),
      sentiment: 0,
      isUpset: false,
    },
  }
}

const entityOf = ({ entity, value, role, group }: EntityTest): Entity => ({
  entity,
  value: value ?? entity,
  start: 0,
  end: 0,
  ...(role === undefined ? {} : { role }),
  ...(group === undefined ? {} : { group }),
  from: 'payload',
})
