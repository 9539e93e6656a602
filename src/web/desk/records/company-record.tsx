import type { Schemas } from '../../shared/api-types.ts'
import { pageLink } from '../place.ts'
import { AttributesPart } from './attributes-part.tsx'
import { CustomerTable } from './customer-list.tsx'
import { ListFrame } from './list-frame.tsx'
import { NotesPart } from './notes-part.tsx'
import { Part } from './part.tsx'
import { RecordFields } from './record-fields.tsx'
import { RecordFrame } from './record-frame.tsx'
import { recordSettings } from './settings.ts'
import { useList } from './use-list.ts'
import { useRecord } from './use-record.ts'
import { words } from './words.ts'

type Company = Schemas['Company']
type CustomerLine = Schemas['CustomerLine']

export function CompanyRecord({ id }: { id: string }) {
  const w = words.value
  const path = `/api/v1/companies/${encodeURIComponent(id)}`
  const opened = useRecord<Company>(path)
  const customers = useList<CustomerLine>(
    `/api/v1/customers?${new URLSearchParams({ company: id })}`,
  )
  const { fields: f } = w
  return (
    <RecordFrame opened={opened} back={pageLink('customers', ['companies'])}>
      {opened.record && (
        <>
          <h2 class="records-title">
            <bdi>{opened.record.name}</bdi>
          </h2>
          <div class="records-columns">
            <div>
              <Part title={w.parts.facts}>
                <RecordFields
                  opened={opened}
                  fields={[
                    { field: 'name', name: f.name },
                    { field: 'domain', name: f.domain },
                    { field: 'phone', name: f.phone, kind: 'tel' },
                    { field: 'address', name: f.address },
                    { field: 'postcode', name: f.postcode },
                    { field: 'city', name: f.city },
                    { field: 'country', name: f.country },
                    {
                      field: 'owner',
                      name: f.owner,
                      kind: 'choice',
                      choices: recordSettings.value.agents,
                      isOptional: true,
                    },
                  ]}
                />
              </Part>
              <AttributesPart opened={opened} of="company" />
            </div>
            <div>
              <Part title={w.parts.customers}>
                <ListFrame list={customers}>
                  <CustomerTable customers={customers.items} />
                </ListFrame>
              </Part>
              <NotesPart path={path} />
            </div>
          </div>
        </>
      )}
    </RecordFrame>
  )
}
