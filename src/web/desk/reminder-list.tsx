import { moment } from '../shared/times.ts'
import { mayWrite } from './may-write.ts'
import { pageLink } from './place.ts'
import { dismiss, reminders } from './reminders.ts'
import { words } from './words.ts'
import './reminder-list.css'

/** Over the page, in a corner, whatever page is open; read out as they come. */
export function ReminderList() {
  const w = words.value
  return (
    <section class="reminders" role="status" aria-label={w.reminders}>
      {reminders.value.map(({ id, title, dueAt, customer, ticket }) => (
        <div key={id} class="reminder">
          <p>
            <bdi>{title}</bdi>
            {dueAt && <span class="tag tag-warn">{moment(dueAt)}</span>}
          </p>
          <p class="reminder-do">
            {ticket && <a href={pageLink('tickets', [ticket])}>{ticket}</a>}
            {customer && <a href={pageLink('customers', [customer])}>{w.customer}</a>}
            <a href={pageLink('tasks')}>{w.pageNames.tasks}</a>
            {mayWrite() && (
              <button type="button" class="button" onClick={() => dismiss(id)}>
                {w.dismiss}
              </button>
            )}
          </p>
        </div>
      ))}
    </section>
  )
}
