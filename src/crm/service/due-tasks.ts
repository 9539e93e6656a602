import type { Database } from '../database.ts'
import { all } from '../work.ts'

/** A task whose reminder is to be given now, and to whom; to everybody when it is nobody's. */
export type DueTask = {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly dueAt: string | null
}

/** Takes the reminders whose time has come: each is given once, by one process. */
export function takeDueReminders(db: Database, now: string): Promise<DueTask[]> {
  return db.write(() =>
    all<DueTask>(
      `update tasks set reminded_at = ? where status = 'open' and reminded_at is null
         and remind_at is not null and remind_at <= ?
       returning id, title, owner, due_at as "dueAt"`,
      now,
      now,
    ),
  )
}
