import type { Schemas } from '../../shared/api-types.ts'
import { send } from '../../shared/call.ts'
import { now } from '../../shared/times.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { pageLink } from '../place.ts'
import { useDeed } from './use-deed.ts'
import { when } from './when.ts'
import { words } from './words.ts'

type Task = Schemas['Task']

/** Tasks with a box to tick. */
export function TaskLines({ tasks, reload }: { tasks: readonly Task[]; reload: () => void }) {
  const w = words.value
  const { refusal, run } = useDeed()
  const tick = ({ id, status, version }: Task) =>
    run(() =>
      send(
        'PATCH',
        `/api/v1/tasks/${id}`,
        { status: status === 'done' ? 'open' : 'done' },
        version,
      ).then(reload),
    )
  return (
    <>
      <Notice says={refusal} />
      <ul class="lines">
        {tasks.map((task) => (
          <li key={task.id}>
            <label class="task">
              <input
                type="checkbox"
                checked={task.status === 'done'}
                disabled={!mayWrite()}
                aria-label={`${w.done}: ${task.title}`}
                onChange={() => tick(task)}
              />
              <span>
                <bdi>{task.title}</bdi>{' '}
                {task.dueAt && (
                  <span class={`tag ${isLate(task) ? 'tag-bad' : ''}`}>
                    {isLate(task) && `${w.overdue} · `}
                    <time dateTime={task.dueAt}>{w.dueBy(when(task.dueAt))}</time>
                  </span>
                )}
              </span>
            </label>
            <span class="faint row">
              {task.customer && (
                <a href={pageLink('customers', [task.customer])}>
                  <bdi>{task.customerName ?? task.customer}</bdi>
                </a>
              )}
              {task.ticket && <a href={pageLink('tickets', [task.ticket])}>{task.ticket}</a>}
              <bdi>{task.ownerName ?? w.nobody}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const isLate = ({ dueAt, status }: Task): boolean =>
  status === 'open' && dueAt !== null && Date.parse(dueAt) < now.value
