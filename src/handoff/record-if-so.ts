import type { Event } from '../conversation.ts'
import { findConversation, type Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'
import { record, type Receipt } from '../crm/log.ts'
import { Problem } from '../problem.ts'

const nothing: Receipt = { isRepeat: true, events: [] }

/**
 * Records what `decide` returns for the conversation as it stands, or throws what it throws; `null`
 * is for what is so already. When the conversation moves on between the look and the record, looks
 * again: of two agents at once, one is recorded and the other decides anew.
 */
export async function recordIfSo(
  db: Database,
  id: string,
  decide: (conversation: Conversation) => readonly Event[] | null,
): Promise<Receipt> {
  for (;;) {
    const conversation = await findConversation(db, id)
    if (!conversation) {
      throw new Problem('not-found', 'ConversationNotFound', `There is no conversation ${id}.`)
    }
    const events = decide(conversation)
    if (!events) return nothing
    try {
      return await record(db, { conversation: id, after: conversation.lastSeq, events })
    } catch (problem) {
      // Each round another event was written, so somebody makes progress: no limit is needed.
      if (!(problem instanceof Problem && problem.code === 'ConversationMovedOn')) throw problem
    }
  }
}
