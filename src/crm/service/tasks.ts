import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Edit } from '../people/edit.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { makeRecord } from '../records/make-record.ts'
import { mustRefer } from '../records/must-refer.ts'
import { newId } from '../records/new-id.ts'
import { taskShape } from '../records/task-shape.ts'
import type { Work } from '../work.ts'

/** Something that somebody is to do. */
export type Task = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly status: 'open' | 'done'
  readonly dueAt: string | null
  readonly remindAt: string | null
  readonly doneAt: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly team: string | null
  readonly customer: string | null
  readonly customerName: string | null
  readonly ticket: string | null
  readonly conversation: string | null
  readonly madeAt: string
  readonly version: number
}

export async function findTask(db: Pick<Database, 'all'>, id: string): Promise<Task | null> {
  const [task] = await db.all<Task>(`${select} where k.id = ?`, id)
  return task ?? null
}

/** What is due first stands first; what has no time stands last. */
export function listTasks(
  db: Pick<Database, 'all'>,
  {
    status,
    owner,
    customer,
    ticket,
    after,
    limit,
    where,
  }: {
    readonly status: Task['status']
    /** Of this agent; of nobody when null. */
    readonly owner?: string | null
    readonly customer?: string | undefined
    readonly ticket?: string | undefined
    readonly after: readonly [due: string, id: string] | null
    readonly limit: number
    /** What the asker may see of `k`. */
    readonly where: { readonly sql: string; readonly params: readonly unknown[] }
  },
): Promise<Task[]> {
  const conditions = ['k.status = ?', `(${dueOrNever}, k.id) > (?, ?)`, where.sql]
  const params: unknown[] = [status, ...(after ?? ['', '']), ...where.params]
  const add = (condition: string, ...values: readonly unknown[]) => {
    conditions.push(condition)
    params.push(...values)
  }
  if (owner === null) add('k.owner is null')
  else if (owner !== undefined) add('k.owner = ?', owner)
  if (customer !== undefined) add('k.customer = ?', customer)
  if (ticket !== undefined) add('k.ticket = ?', ticket)
  return db.all<Task>(
    `${select} where ${conditions.join(' and ')} order by ${dueOrNever}, k.id limit ?`,
    ...params,
    limit,
  )
}

/** Says the new task's id. */
export function* makeTask(
  set: Readonly<Record<string, Json>>,
  { by, at }: { readonly by: Actor; readonly at: string },
): Work<string> {
  const id = newId('K')
  const all = { body: '', ...set, status: 'open', madeAt: at }
  yield* mustRefer(taskShape, all)
  yield* makeRecord(taskShape, id, { by, at, set: all })
  return id
}

/** A reminder that is moved is given again. */
export function* changeTask(
  id: string,
  set: Readonly<Record<string, Json>>,
  edit: Edit,
): Work<Changed> {
  yield* mustRefer(taskShape, set)
  const { status, remindAt } = set
  return yield* changeRecord(taskShape, id, {
    ...edit,
    set: { ...set, ...(status !== undefined && { doneAt: status === 'done' ? edit.at : null }) },
    ...(remindAt !== undefined && { columns: { reminded_at: null } }),
  })
}

export const dueOrNever = "coalesce(k.due_at, '9999')"

const select = `select k.id, k.title, k.body, k.status, k.due_at as "dueAt",
    k.remind_at as "remindAt", k.done_at as "doneAt", k.owner, a.name as "ownerName", k.team,
    k.customer, c.name as "customerName", k.ticket, k.conversation, k.made_at as "madeAt", k.version
  from tasks k left join agents a on a.id = k.owner left join customers c on c.id = k.customer`
