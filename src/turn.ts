/** One customer message, from in to out. Read this file first. */
import type { Action } from './actions/action.ts'
import type { ActionServer } from './actions/action-server.ts'
import type { CustomerMessage, Event, Saying, Tracker, Understanding } from './conversation.ts'
import { type Course, converse, type Quote } from './converse.ts'
import type { Change } from './crm/change.ts'
import type { Conversation } from './crm/conversations.ts'
import type { Database } from './crm/database.ts'
import { eventsOfChange } from './crm/events-of-change.ts'
import { type Receipt, record } from './crm/log.ts'
import { pressing, queuedFrom } from './crm/queued-from.ts'
import type { Bot } from './dialogue/bot.ts'
import { hear } from './dialogue/hear.ts'
import { beginsSession, startSession } from './dialogue/session.ts'
import { placeInQueue } from './handoff/place-in-queue.ts'
import { whyHandOver } from './handoff/why-hand-over.ts'
import { inOrder } from './in-order.ts'
import { grammar } from './nlp/grammar/grammar.ts'
import { findPassage, type Knowledge } from './nlp/knowledge/knowledge.ts'
import type { NluModel } from './nlp/model.ts'
import { Problem } from './problem.ts'
import { read as readHere, type Read } from './reading/read.ts'
import { type Memory, remember, resume } from './resume.ts'
import { respond } from './responses/respond.ts'

export type TurnParts = {
  readonly db: Database
  /** The model that serves at this moment. */
  readonly model: () => {
    readonly hash: string
    readonly nlu: NluModel
    readonly bot: Bot
    readonly knowledge?: Knowledge
  }
  /** How messages are read; here and at once, when absent. */
  readonly read?: Read
  readonly actions: Readonly<Record<string, Action>>
  /** Where the domain's other actions are called; without it there are none. */
  readonly actionServer?: ActionServer
  readonly now?: () => Date
  /** A customer's churn risk, 0 to 1, for rules that ask; undefined when it is not known. */
  readonly churnRisk?: (customer: string) => number | undefined
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
  parts: TurnParts,
  memory: Memory,
  isStuck: boolean,
): Promise<Receipt> {
  const { db, model, read = readHere, actions, actionServer, churnRisk } = parts
  const { now = () => new Date(), report = () => {} } = parts
  const { hash, nlu, bot, knowledge } = model()
  const at = now()
  const reading = read({ ...message, now: at }, { hash, nlu })
  const { tracker, conversation } = await resume(message.conversation, { hash, bot }, db, memory)
  const { understanding, explanation } = await reading
  const said = customerSaid(message, understanding)

  // A person holds the conversation, or soon will: the bot is silent.
  if (tracker.heldBy !== 'bot') return write([said])

  const isNewSession = beginsSession(conversation.lastAt, at.toISOString(), bot)
  const heard = hear(
    isNewSession ? startSession(tracker, bot) : tracker,
    { text: message.text, understanding },
    bot,
  )
  const course = await answer(heard.tracker)
  const handOver = course.handOver && {
    ...course.handOver,
    place: await placeIn(db, conversation, understanding, at),
  }
  const says = [...heard.says, ...course.says, ...(handOver ? [handedOver(handOver, bot)] : [])]
  const words = says.flatMap((saying) =>
    respond(saying, course.tracker, bot.responses, { channel: conversation.channel }),
  )
  return write(
    [
      ...(isNewSession ? [{ kind: 'session-started' } as const] : []),
      said,
      {
        kind: 'decided',
        steps: [...heard.steps, ...course.steps],
        trace: { model: hash, ...explanation, reads: course.reads },
      },
      ...(course.identified ? [{ kind: 'identified', ...course.identified } as const] : []),
      ...course.changes.flatMap(eventsOfChange),
      ...words.map((word) => ({ kind: 'bot-said', ...word }) as const),
      ...(handOver ? [{ kind: 'handed-over', ...handOver } as const] : []),
    ],
    course.changes,
  )

  async function answer(heard: Tracker): Promise<Course> {
    // Whether this message is understood is known only once it is decided on.
    const reason = isStuck ? 'failed' : whyHandOver(heard, { misunderstood: Infinity })
    if (reason) {
      return { tracker: heard, steps: [], says: [], changes: [], reads: [], handOver: { reason } }
    }
    const turn = `${message.conversation}/${message.clientId}`
    const others = {
      ...(actionServer && { actionServer }),
      ...(churnRisk && { churnRisk }),
      ...(knowledge && { quote: quoteFrom(knowledge) }),
    }
    const scene = { db, now: at, turn, conversation, parse: grammar, actions, report, ...others }
    const course = await converse(heard, bot, scene)
    const late = course.handOver ? null : whyHandOver(course.tracker)
    return late ? { ...course, handOver: { reason: late } } : course
  }

  /** All of it in one transaction, or none. */
  async function write(
    events: readonly Event[],
    changes: readonly Change[] = [],
  ): Promise<Receipt> {
    const receipt = await record(db, {
      conversation: message.conversation,
      after: tracker.seq,
      startedAt: conversation.startedAt,
      events,
      changes,
      at: at.toISOString(),
    })
    remember(receipt, { hash, bot }, memory)
    return receipt
  }
}

function customerSaid(message: CustomerMessage, understanding: Understanding): Event {
  const { conversation: _conversation, ...said } = message
  return { kind: 'customer-said', ...said, understanding }
}

function quoteFrom(knowledge: Knowledge): Quote {
  return (text, language) => {
    const found = findPassage(text, language, knowledge)
    if (!found) return null
    const { page: file, line, heading, text: passage, title, link } = found.passage
    const source = { file, line, name: heading }
    return { passage, title, ...(link && { link }), source, probability: found.probability }
  }
}

/** Where the customer will stand, with the head start of the angry and the urgent. */
async function placeIn(
  db: Database,
  conversation: Conversation,
  understanding: Understanding,
  at: Date,
): Promise<number> {
  const waitingSince = at.toISOString()
  const joining = queuedFrom({ waitingSince, ...pressing(conversation, understanding) })
  return (await placeInQueue(db, conversation.id, joining ?? waitingSince)).place
}

/** A reason may have words of its own, `utter_handed_over_upset`. */
function handedOver({ reason, place }: { reason: string; place: number }, bot: Bot): Saying {
  const own = `utter_handed_over_${reason.replaceAll('-', '_')}`
  return { response: bot.responses[own] ? own : 'utter_handed_over', facts: { place } }
}
