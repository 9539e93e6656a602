import type { Schemas } from '../../shared/api-types.ts'
import { pageLink } from '../place.ts'
import { AttributesPart } from './attributes-part.tsx'
import { CompanyPart } from './company-part.tsx'
import { ConsentsPart } from './consents-part.tsx'
import { ContactsPart } from './contacts-part.tsx'
import { NotesPart } from './notes-part.tsx'
import { Part } from './part.tsx'
import { RecordFields } from './record-fields.tsx'
import { RecordFrame } from './record-frame.tsx'
import { ScoresPart } from './scores-part.tsx'
import { recordSettings } from './settings.ts'
import { TasksPart } from './tasks-part.tsx'
import { TicketsPart } from './tickets-part.tsx'
import { TimelinePart } from './timeline-part.tsx'
import { useRecord } from './use-record.ts'
import { words } from './words.ts'

type Customer = Schemas['Customer']

export function CustomerRecord({ id }: { id: string }) {
  const w = words.value
  const path = `/api/v1/customers/${encodeURIComponent(id)}`
  const opened = useRecord<Customer>(path)
  const { record } = opened
  const { agents, teams } = recordSettings.value
  const { fields: f } = w
  return (
    <RecordFrame opened={opened} back={pageLink('customers')}>
      {record && (
        <>
          <h2 class="records-title">
            <bdi>{record.name}</bdi>
          </h2>
          <div class="records-columns">
            <div>
              <Part title={w.parts.facts}>
                <RecordFields
                  opened={opened}
                  fields={[
                    { field: 'name', name: f.name },
                    { field: 'email', name: f.email, kind: 'email' },
                    { field: 'emailVerified', name: f.emailVerified, kind: 'boolean' },
                    { field: 'phone', name: f.phone, kind: 'tel' },
                    { field: 'phoneVerified', name: f.phoneVerified, kind: 'boolean' },
                    { field: 'address', name: f.address },
                    { field: 'postcode', name: f.postcode },
                    { field: 'city', name: f.city },
                    { field: 'country', name: f.country },
                    { field: 'language', name: f.language },
                    { field: 'timeZone', name: f.timeZone },
                    {
                      field: 'tier',
                      name: f.tier,
                      kind: 'choice',
                      choices: Object.entries(w.tiers).map(([tier, name]) => ({ id: tier, name })),
                    },
                    {
                      field: 'owner',
                      name: f.owner,
                      kind: 'choice',
                      choices: agents,
                      isOptional: true,
                    },
                    {
                      field: 'team',
                      name: f.team,
                      kind: 'choice',
                      choices: teams,
                      isOptional: true,
                    },
                  ]}
                />
                <ScoresPart scores={record.scores} />
              </Part>
              <CompanyPart opened={opened} />
              <AttributesPart opened={opened} of="customer" />
              <ContactsPart customer={record} path={path} reload={opened.load} />
              <ConsentsPart customer={record} path={path} reload={opened.load} />
            </div>
            <div>
              <TicketsPart customer={id} />
              <TasksPart of={{ customer: id }} />
              <NotesPart path={path} />
              <TimelinePart path={path} version={record.version} />
            </div>
          </div>
        </>
      )}
    </RecordFrame>
  )
}
