import type { Schemas } from '../../shared/api-types.ts'
import { pageLink } from '../place.ts'
import { me } from '../state.ts'
import { ChoiceBar } from './choice-bar.tsx'
import { ListFrame } from './list-frame.tsx'
import { MakeForm } from './make-form.tsx'
import { TicketTable } from './ticket-table.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Ticket = Schemas['Ticket']

export function TicketList({ query }: { query: Readonly<Record<string, string>> }) {
  const w = words.value
  const { status = '', owner = '' } = query
  const whose = owner === 'me' ? (me.value?.id ?? '') : owner
  const list = useList<Ticket>(
    `/api/v1/tickets?${new URLSearchParams({ ...(status && { status }), ...(whose && { owner: whose }) })}`,
  )
  const link = (to: Readonly<Record<string, string>>) =>
    pageLink(
      'tickets',
      [],
      Object.fromEntries(Object.entries({ status, owner, ...to }).filter(([, value]) => value)),
    )
  return (
    <div class="records">
      <header class="records-top">
        <ChoiceBar
          name={w.fields.status}
          chosen={status}
          choices={[
            { id: '', name: w.unsolved, href: link({ status: '' }) },
            ...Object.entries(w.statuses).map(([id, name]) => ({
              id,
              name,
              href: link({ status: id }),
            })),
          ]}
        />
        <ChoiceBar
          name={w.fields.owner}
          chosen={owner}
          choices={[
            { id: '', name: w.everybody, href: link({ owner: '' }) },
            { id: 'me', name: w.mine, href: link({ owner: 'me' }) },
            { id: 'nobody', name: w.nobody, href: link({ owner: 'nobody' }) },
          ]}
        />
        <MakeForm<Ticket>
          title={w.newTicket}
          path="/api/v1/tickets"
          fields={[
            { field: 'subject', name: w.fields.subject, isNeeded: true },
            { field: 'body', name: w.fields.body },
            {
              field: 'priority',
              name: w.fields.priority,
              choices: (['normal', 'low', 'high', 'urgent'] as const).map((id) => ({
                id,
                name: w.priorities[id],
              })),
            },
          ]}
          onMade={({ number }) => (location.hash = pageLink('tickets', [number]))}
        />
      </header>
      <ListFrame list={list}>
        <TicketTable tickets={list.items} />
      </ListFrame>
    </div>
  )
}
