import type { Json } from '../conversation.ts'
import type { Database } from './database.ts'
import { run } from './work.ts'

export type DueReminder = {
  readonly conversation: string
  readonly name: string
  readonly intent: string
  readonly entities: Readonly<Record<string, Json>>
  readonly at: string
  /** Whether the bot is to hear it: not when a person holds the conversation, or it is settled. */
  readonly isWanted: boolean
}

/** The reminders whose time has come at `now` (ISO 8601), the earliest first. */
export async function dueReminders(db: Database, now: string, limit = 100): Promise<DueReminder[]> {
  const rows = await db.all<Omit<DueReminder, 'entities' | 'isWanted'> & Row>(
    `select r.conversation, r.name, r.intent, r.entities, r.at, c.held_by as "heldBy",
       r.outlives_messages as outlives,
       (select count(*) from events e where e.conversation = c.key and e.at > r.set_at
         and e.client_id is not null and e.client_id not like 'reminder:%') as messages
     from reminders r join conversations c on c.id = r.conversation
     where r.at <= ? order by r.at limit ?`,
    now,
    limit,
  )
  return rows.map(({ entities, heldBy, outlives, messages, ...reminder }) => ({
    ...reminder,
    entities: JSON.parse(entities) as DueReminder['entities'],
    isWanted: heldBy === 'bot' && (Number(outlives) === 1 || Number(messages) === 0),
  }))
}

type Row = {
  readonly entities: string
  readonly heldBy: string
  readonly outlives: unknown
  readonly messages: unknown
}

/** Forgets one that was heard, unless it was set anew meanwhile. */
export async function forgetReminder(
  db: Database,
  { conversation, name, at }: Pick<DueReminder, 'conversation' | 'name' | 'at'>,
): Promise<void> {
  await db.write(() =>
    run(
      'delete from reminders where conversation = ? and name = ? and at = ?',
      conversation,
      name,
      at,
    ),
  )
}
