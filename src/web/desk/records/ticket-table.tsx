import type { Schemas } from '../../shared/api-types.ts'
import { moment } from '../../shared/times.ts'
import { pageLink } from '../place.ts'
import { ClockTag } from './clock-tag.tsx'
import { RecordsTable } from './records-table.tsx'
import { words } from './words.ts'

type Ticket = Schemas['Ticket']

const looks: Readonly<Record<string, string>> = {
  low: '',
  normal: '',
  high: 'tag-warn',
  urgent: 'tag-bad',
}

export function TicketTable({ tickets }: { tickets: readonly Ticket[] }) {
  const w = words.value
  const statuses: Readonly<Record<string, string>> = w.statuses
  const priorities: Readonly<Record<string, string>> = w.priorities
  return (
    <RecordsTable
      heads={[
        w.fields.subject,
        w.fields.status,
        w.fields.priority,
        w.clocks.response,
        w.clocks.resolution,
        w.fields.owner,
        w.fields.customer,
      ]}
    >
      {tickets.map((ticket) => (
        <tr key={ticket.number}>
          <th scope="row">
            <a href={pageLink('tickets', [ticket.number])}>
              <bdi>{ticket.subject}</bdi>
            </a>
            <span class="faint">
              {' '}
              {ticket.number} · {moment(ticket.openedAt)}
            </span>
          </th>
          <td>
            <span class="tag">{statuses[ticket.status] ?? ticket.status}</span>
          </td>
          <td>
            <span class={`tag ${looks[ticket.priority] ?? ''}`}>
              {priorities[ticket.priority] ?? ticket.priority}
            </span>
          </td>
          <td data-label={w.clocks.response}>
            <ClockTag clock={ticket.clocks.response} />
          </td>
          <td data-label={w.clocks.resolution}>
            <ClockTag clock={ticket.clocks.resolution} />
          </td>
          <td>
            <bdi>{ticket.ownerName ?? w.nobody}</bdi>
          </td>
          <td>
            <bdi>{ticket.customerName}</bdi>
          </td>
        </tr>
      ))}
    </RecordsTable>
  )
}
