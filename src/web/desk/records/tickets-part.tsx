import type { Schemas } from '../../shared/api-types.ts'
import { pageLink } from '../place.ts'
import { ClockTag } from './clock-tag.tsx'
import { ListFrame } from './list-frame.tsx'
import { MakeForm } from './make-form.tsx'
import { Part } from './part.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Ticket = Schemas['Ticket']

/** The tickets of a customer that are not solved. */
export function TicketsPart({ customer }: { customer: string }) {
  const w = words.value
  const statuses: Readonly<Record<string, string>> = w.statuses
  const list = useList<Ticket>(`/api/v1/tickets?${new URLSearchParams({ customer, limit: '10' })}`)
  return (
    <Part title={w.parts.tickets}>
      <ListFrame list={list}>
        <ul class="lines">
          {list.items.map(({ number, subject, status, clocks }) => (
            <li key={number}>
              <span>
                <a href={pageLink('tickets', [number])}>
                  <bdi>{subject}</bdi>
                </a>{' '}
                <span class="tag">{statuses[status] ?? status}</span>{' '}
                <ClockTag clock={clocks.resolution} />
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
      <MakeForm<Ticket>
        title={w.newTicket}
        path="/api/v1/tickets"
        also={{ customer }}
        fields={[
          { field: 'subject', name: w.fields.subject, isNeeded: true },
          { field: 'body', name: w.fields.body },
        ]}
        onMade={({ number }) => (location.hash = pageLink('tickets', [number]))}
      />
    </Part>
  )
}
