import type { Logged, Tracker } from './conversation.ts'
import { conversationAfter } from './crm/conversation-after.ts'
import { type Conversation, findConversation } from './crm/conversations.ts'
import type { Database } from './crm/database.ts'
import { type Receipt, readLog } from './crm/log.ts'
import type { Bot } from './dialogue/bot.ts'
import { startTracker, track } from './dialogue/track.ts'
import { Problem } from './problem.ts'

/** Trackers of recent conversations, so that a turn need not fold the whole log again. */
export type Memory = Map<string, Remembered>
type Remembered = {
  readonly hash: string
  readonly tracker: Tracker
  readonly conversation: Conversation
}

/** About 10 kB each at most. */
const mostRemembered = 5000
const pageSize = 1000

/**
 * Where the conversation stands. What is remembered may be behind the log: recording upon it then
 * says so, and whoever asked forgets and resumes anew. Problem 'not-found' when there is none.
 */
export async function resume(
  id: string,
  model: { readonly hash: string; readonly bot: Bot },
  db: Database,
  memory: Memory,
): Promise<Remembered> {
  const known = memory.get(id)
  // A new model may have other slots and forms: the log is folded again with them.
  if (known?.hash === model.hash) return known
  const conversation = await findConversation(db, id)
  if (!conversation) {
    throw new Problem('not-found', 'ConversationNotFound', `There is no conversation ${id}.`)
  }
  let tracker = startTracker(id, model.bot, conversation.language)
  for (;;) {
    const events: Logged[] = await readLog(db, id, tracker.seq, pageSize)
    tracker = track(events, model.bot, tracker)
    if (events.length < pageSize) break
  }
  const resumed = { hash: model.hash, tracker, conversation }
  keep(id, resumed, memory)
  return resumed
}

/** Folds what was just recorded into what is remembered. */
export function remember(
  receipt: Receipt,
  model: { readonly hash: string; readonly bot: Bot },
  memory: Memory,
): void {
  const last = receipt.events.at(-1)
  const known = last && memory.get(last.conversation)
  if (receipt.isRepeat || !known) return
  const tracker = track(receipt.events, model.bot, known.tracker)
  const conversation = conversationAfter(known.conversation, receipt.events)
  keep(last.conversation, { hash: model.hash, tracker, conversation }, memory)
}

/** A map keeps the order of insertion: the one not used for the longest time stands first. */
function keep(id: string, remembered: Remembered, memory: Memory): void {
  memory.delete(id)
  memory.set(id, remembered)
  const oldest = memory.keys().next().value
  if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest)
}
