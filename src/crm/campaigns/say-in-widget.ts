import type { Event } from '../../conversation.ts'
import { findConversation } from '../conversations.ts'
import type { Database } from '../database.ts'
import { recordEntry } from '../record-entry.ts'
import { one, type Work } from '../work.ts'
import { noteSent } from './note-delivery.ts'

/** Somebody who wrote so lately is in the middle of something. */
const BUSY_MS = 60 * 60_000

/**
 * Says it in a conversation that rests with the bot, and notes that it was sent, both or neither:
 * here a message is never sent twice. False, and nothing said, while it is busy, waits for a person
 * or is held by one, or is gone.
 */
export async function sayInWidget(
  db: Database,
  message: {
    readonly recipient: string
    readonly campaign: string
    readonly conversation: string
    readonly text: string
    readonly button: { readonly title: string; readonly payload: string }
  },
  now: Date,
): Promise<boolean> {
  const conversation = await findConversation(db, message.conversation)
  if (!conversation || conversation.heldBy !== 'bot') return false
  if (now.getTime() - Date.parse(conversation.lastAt) < BUSY_MS) return false
  const said: Event = {
    kind: 'bot-said',
    text: message.text,
    buttons: [message.button],
    response: `campaign/${message.campaign}`,
  }
  // What the bot asked an hour ago is not what the customer answers now.
  const events: Event[] = [{ kind: 'session-started' }, said]
  const bodies = events.map((event) => JSON.stringify(event))
  const { id, lastSeq: after, startedAt } = conversation
  return db.write(function* (): Work<boolean> {
    const row = yield* one<{ last: number; state: string }>(
      `select v.last_seq as last, r.state from conversations v, campaign_recipients r
       where v.id = ? and r.id = ?`,
      id,
      message.recipient,
    )
    if (row?.last !== after || row.state !== 'sending') return false
    const entry = { conversation: id, after, startedAt, events, at: now.toISOString() }
    yield* recordEntry(entry, bodies)
    yield* noteSent(message.recipient)
    return true
  })
}
