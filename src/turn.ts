/** One customer message, from in to out. Read this file first. */
import type { Action } from './actions/action.ts'
import type { CustomerMessage, Event, Saying, Understanding } from './conversation.ts'
import { type Course, converse } from './converse.ts'
import type { Database } from './crm/database.ts'
import { eventsOfChange } from './crm/events-of-change.ts'
import { type Receipt, record } from './crm/log.ts'
import type { Bot } from './dialogue/bot.ts'
import { hear } from './dialogue/hear.ts'
import { beginsSession, startSession } from './dialogue/session.ts'
import { placeInQueue } from './handoff/place-in-queue.ts'
import { whyHandOver } from './handoff/why-hand-over.ts'
import { inOrder } from './in-order.ts'
import type { NluModel } from './nlp/model.ts'
import { understandAndExplain } from './nlp/understand.ts'
import { Problem } from './problem.ts'
import { type Memory, remember, resume } from './resume.ts'
import { respond } from './responses/respond.ts'

export type TurnParts = {
  readonly db: Database
  /** The model that serves at this moment. */
  readonly model: () => { readonly hash: string; readonly nlu: NluModel; readonly bot: Bot }
  readonly actions: Readonly<Record<string, Action>>
  readonly now?: () => Date
  /** Told of what broke inside a turn: a bug, which costs the customer no more than a hand-over. */
  readonly report?: (error: unknown) => void
}

/** What a turn was decided on may change under it; then it is taken anew. */
const stale = new Set(['ConversationMovedOn', 'OrderMovedOn', 'NumberTaken'])
const mostTries = 5

/**
 * Makes `takeTurn`, which resolves once the turn is on disk. The turns of one conversation run one
 * after another; when it moved on meanwhile (an agent wrote, another process took a turn), the turn
 * is taken again from where it stands then. Problem 'not-found' for an unknown conversation,
 * 'conflict' for a client id used again with another text, 'unavailable' when nothing can be stored.
 */
export function createTakeTurn(parts: TurnParts): (message: CustomerMessage) => Promise<Receipt> {
  const memory: Memory = new Map()
  const queue = inOrder()
  return (message) =>
    queue(message.conversation, async () => {
      for (let tries = 1; ; tries++) {
        try {
          return await takeTurn(message, parts, memory, tries > mostTries)
        } catch (problem) {
          memory.delete(message.conversation)
          if (!(problem instanceof Problem && stale.has(problem.code))) throw problem
        }
      }
    })
}

async function takeTurn(
  message: CustomerMessage,
  { db, model, actions, now = () => new Date(), report = () => {} }: TurnParts,
  memory: Memory,
  isStuck: boolean,
): Promise<Receipt> {
  const { hash, nlu, bot } = model()
  const at = now()
  const { tracker: before, conversation } = await resume(
    message.conversation,
    { hash, bot },
    db,
    memory,
  )
  const { understanding, explain } = understandAndExplain({ ...message, now: at }, nlu)
  const reasons = before.heldBy === 'bot' ? explain() : null

  const isNewSession =
    before.heldBy === 'bot' && beginsSession(conversation.lastAt, at.toISOString(), bot)
  const events: Event[] = [
    ...(isNewSession ? [{ kind: 'session-started' } as const] : []),
    customerSaid(message, understanding),
  ]
  const course = await answer()

  if (course) {
    events.push({
      kind: 'decided',
      steps: course.steps,
      trace: { model: hash, ...reasons, reads: course.reads },
    })
    if (course.identified) events.push({ kind: 'identified', ...course.identified })
    events.push(...course.changes.flatMap(eventsOfChange))
    const says = course.handOver
      ? [...course.says, handedOver(course, bot, await placeInQueue(db, message.conversation))]
      : course.says
    for (const saying of says) {
      for (const said of respond(saying, course.tracker, bot.responses, {
        channel: conversation.channel,
      })) {
        events.push({ kind: 'bot-said', ...said })
      }
    }
    if (course.handOver) events.push({ kind: 'handed-over', ...course.handOver })
  }

  const receipt = await record(db, {
    conversation: message.conversation,
    after: before.seq,
    events,
    changes: course?.changes ?? [],
    at: at.toISOString(),
  })
  remember(receipt, { hash, bot }, memory)
  return receipt

  /** Null while a person holds the conversation: then the bot is silent. */
  async function answer(): Promise<Course | null> {
    if (before.heldBy !== 'bot') return null
    const from = isNewSession ? startSession(before, bot) : before
    const { tracker, steps } = hear(from, { text: message.text, understanding }, bot)
    // Whether this message is understood is known only once it is decided on.
    const reason = isStuck ? 'failed' : whyHandOver(tracker, { misunderstood: Infinity })
    if (reason) return { tracker, steps, says: [], changes: [], reads: [], handOver: { reason } }
    const turn = `${message.conversation}/${message.clientId}`
    const course = await converse(tracker, bot, {
      db,
      now: at,
      turn,
      conversation,
      actions,
      report,
    })
    const late = course.handOver ? null : whyHandOver(course.tracker)
    return {
      ...course,
      steps: [...steps, ...course.steps],
      ...(late ? { handOver: { reason: late } } : {}),
    }
  }
}

function customerSaid(message: CustomerMessage, understanding: Understanding): Event {
  const { conversation: _conversation, ...said } = message
  return { kind: 'customer-said', ...said, understanding }
}

/** A reason may have words of its own, `utter_handed_over_upset`. Whoever joins only now stands last. */
function handedOver(
  course: Course,
  bot: Bot,
  { place, of }: { place: number; of: number },
): Saying {
  const own = `utter_handed_over_${course.handOver!.reason.replaceAll('-', '_')}`
  return {
    response: bot.responses[own] ? own : 'utter_handed_over',
    facts: { place: place || of + 1 },
  }
}
