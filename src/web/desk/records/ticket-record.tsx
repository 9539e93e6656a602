import type { Schemas } from '../../shared/api-types.ts'
import { goTo, pageLink } from '../place.ts'
import { inbox } from '../state.ts'
import { ClockTag } from './clock-tag.tsx'
import { NotesPart } from './notes-part.tsx'
import { Part } from './part.tsx'
import { RecordFields } from './record-fields.tsx'
import { RecordFrame } from './record-frame.tsx'
import { recordSettings } from './settings.ts'
import { TasksPart } from './tasks-part.tsx'
import { useRecord } from './use-record.ts'
import { words } from './words.ts'

type Ticket = Schemas['Ticket']

export function TicketRecord({ number }: { number: string }) {
  const w = words.value
  const path = `/api/v1/tickets/${encodeURIComponent(number)}`
  const opened = useRecord<Ticket>(path)
  const { record } = opened
  const { fields: f } = w
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([id, name]) => ({ id, name }))
  return (
    <RecordFrame opened={opened} back={pageLink('tickets')}>
      {record && (
        <>
          <h2 class="records-title">
            <bdi>{record.subject}</bdi>
            <span class="faint">{record.number}</span>
          </h2>
          <p class="row">
            {w.clocks.response} <ClockTag clock={record.clocks.response} />
            {w.clocks.resolution} <ClockTag clock={record.clocks.resolution} />
          </p>
          <p class="row">
            {record.customer && (
              <a href={pageLink('customers', [record.customer])}>
                <bdi>{record.customerName ?? record.customer}</bdi>
              </a>
            )}
            {record.conversation && (
              <a
                href={`#/${inbox.value}/${encodeURIComponent(record.conversation)}`}
                onClick={(event) => {
                  event.preventDefault()
                  goTo(inbox.value, record.conversation)
                }}
              >
                {w.openConversation}
              </a>
            )}
          </p>
          <div class="records-columns">
            <div>
              <Part title={w.parts.facts}>
                <RecordFields
                  opened={opened}
                  fields={[
                    {
                      field: 'status',
                      name: f.status,
                      kind: 'choice',
                      choices: named(w.statuses),
                    },
                    {
                      field: 'priority',
                      name: f.priority,
                      kind: 'choice',
                      choices: named(w.priorities),
                    },
                    {
                      field: 'owner',
                      name: f.owner,
                      kind: 'choice',
                      choices: recordSettings.value.agents,
                      isOptional: true,
                      shown: record.ownerName ?? w.nobody,
                    },
                    {
                      field: 'team',
                      name: f.team,
                      kind: 'choice',
                      choices: recordSettings.value.teams,
                      isOptional: true,
                    },
                    { field: 'category', name: f.category },
                    { field: 'order', name: f.order, isOptional: true },
                    { field: 'subject', name: f.subject },
                    { field: 'body', name: f.body, kind: 'long' },
                  ]}
                />
              </Part>
            </div>
            <div>
              <NotesPart path={path} />
              <TasksPart of={{ ticket: number }} />
            </div>
          </div>
        </>
      )}
    </RecordFrame>
  )
}
