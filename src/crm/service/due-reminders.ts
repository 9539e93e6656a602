import type { Database } from '../database.ts'
import { run, type Work } from '../work.ts'
import type { Task } from './tasks.ts'

/** A task whose reminder is due and was not dismissed. */
export type DueReminder = Pick<Task, 'id' | 'title' | 'dueAt' | 'customer' | 'ticket'>

/** An agent's own, and those of tasks that are nobody's yet, the earliest first. */
export function dueReminders(
  db: Pick<Database, 'all'>,
  agent: string,
  now: string,
  limit = 50,
): Promise<DueReminder[]> {
  return db.all<DueReminder>(
    `select id, title, due_at as "dueAt", customer, ticket from tasks
     where reminded_at is null and remind_at <= ? and status = 'open'
       and (owner = ? or owner is null)
     order by remind_at, id limit ?`,
    now,
    agent,
    limit,
  )
}

/** It is given no more, until it is moved. */
export const dismissReminder = (task: string, at: string): Work<void> =>
  run('update tasks set reminded_at = ? where id = ? and reminded_at is null', at, task)
