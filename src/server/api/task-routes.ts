import { z } from 'zod'
import { maySee } from '../../crm/access/may-see.ts'
import { taskShape } from '../../crm/records/task-shape.ts'
import { dismissReminder, dueReminders } from '../../crm/service/due-reminders.ts'
import { changeTask, findTask, listTasks, makeTask } from '../../crm/service/tasks.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiParley, type ApiRoute } from './api-route.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { editOf } from './edit-of.ts'
import { historyRoute } from './history-route.ts'
import { readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordFrame } from './record-frame.ts'
import { recordId } from './record-id.ts'
import { answeredOf, sent, writableOf } from './record-schema.ts'

const tag = 'Tasks'
const frame = recordFrame('task', 'tasks', tag)
const { params, of } = frame.read
const writable = writableOf(taskShape)

const taskSchema = z
  .object({
    id: z.string(),
    ...answeredOf(taskShape),
    ownerName: z.string().nullable(),
    customerName: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Task' })

export const taskRoutes: readonly ApiRoute[] = [
  apiRoute({
    ...frame.list,
    operation: 'listTasks',
    summary: 'Tasks, what is due first at the top.',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(['open', 'done']).default('open'),
      owner: recordId.optional().describe('The id of an agent, or `nobody`.'),
      customer: recordId.optional(),
      ticket: recordId.optional(),
    }),
    answer: pageOf(taskSchema),
    async run({ db, asker, query: { limit, cursor, owner, ...filter } }) {
      const tasks = await listTasks(db, {
        ...filter,
        ...(owner !== undefined && { owner: owner === 'nobody' ? null : owner }),
        after: placeIn(cursor),
        limit: limit + 1,
        where: maySee(asker, 'task', 'k'),
      })
      return paged(tasks, limit, ({ dueAt, id }) => cursorOf([dueAt ?? '9999', id]))
    },
  }),
  apiRoute({
    ...frame.make,
    operation: 'makeTask',
    summary: 'A new task.',
    body: z.strictObject({
      ...writable,
      status: z.literal('open').optional(),
      title: taskShape.fields['title']!.schema,
    }),
    answer: taskSchema,
    async run(call) {
      const id = await call.db.write(() => makeTask(sent(call.body), editOf(call)))
      return found(call.parley, id)
    },
  }),
  apiRoute({
    ...frame.read,
    operation: 'readTask',
    summary: 'A task.',
    answer: taskSchema,
    run: ({ parley, params: { id } }) => found(parley, id),
  }),
  apiRoute({
    ...frame.change,
    operation: 'changeTask',
    summary: 'Changes a task, or says that it is done.',
    body: z.strictObject(writable),
    run: (call) => call.db.write(() => changeTask(call.params.id, sent(call.body), editOf(call))),
  }),
  apiRoute({
    method: 'get',
    path: '/reminders',
    operation: 'dueReminders',
    // Of one's own work.
    audit: null,
    tag,
    summary: 'Reminders that are due: of one’s own tasks, and of those that are nobody’s.',
    may: readers,
    scope: 'tasks:read',
    lists: ['task'],
    answer: z.object({
      items: z.array(
        z
          .object({
            id: z.string(),
            title: z.string(),
            dueAt: z.string().nullable(),
            customer: z.string().nullable(),
            ticket: z.string().nullable(),
          })
          .meta({ id: 'Reminder' }),
      ),
    }),
    run: async ({ db, asker }) => ({
      items: await dueReminders(db, asker.id, new Date().toISOString()),
    }),
  }),
  apiRoute({
    method: 'post',
    path: '/tasks/:id/reminded',
    operation: 'dismissReminder',
    tag,
    summary: 'Has been reminded: the reminder is given no more, until it is moved.',
    may: workers,
    scope: 'tasks:write',
    params,
    of,
    run: ({ db, params: { id } }) => db.write(() => dismissReminder(id, new Date().toISOString())),
  }),
  historyRoute('task', 'tasks', tag),
]

async function found({ db }: ApiParley, id: string) {
  const task = await findTask(db, id)
  if (task) return task
  throw new Problem('not-found', 'TaskNotFound', `There is no task ${id}.`)
}
