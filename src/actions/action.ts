import type { HandOverReason, Json, Saying, Tracker } from '../conversation.ts'
import type { Change, Reminder } from '../crm/change.ts'
import type { Conversation } from '../crm/conversations.ts'
import type { Database } from '../crm/database.ts'

/** What an action may look at. It reads the store and writes nothing: it *returns* its changes. */
export type ActionContext = {
  readonly tracker: Tracker
  readonly db: Database
  readonly now: Date
  /** The turn's id: the same when a turn is tried again, so that what is made from it is too. */
  readonly turn: string
  readonly conversation: Conversation
  /** For `validate_<form>`: what the message would fill, not yet in the tracker's slots. */
  readonly filled?: Readonly<Record<string, Json>>
}

/** What an action found and wants done; the turn applies it in its transaction. */
export type Outcome = {
  readonly slots?: Readonly<Record<string, Json>>
  readonly says?: readonly Saying[]
  readonly changes?: readonly Change[]
  /** What the bot is to hear later of its own accord. */
  readonly remind?: readonly Reminder[]
  readonly identified?: { readonly customer: string; readonly how: 'signed' | 'checked' }
  readonly handOver?: { readonly reason: HandOverReason; readonly detail?: string }
  /** The action or form to go on with at once, before anything else is decided. */
  readonly followUp?: string
  /** The records that were read, for the trace: `order HP-10023`. */
  readonly reads?: readonly string[]
}

export type Action = (context: ActionContext) => Promise<Outcome>
