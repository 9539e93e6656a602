import { useSignal } from '@preact/signals'
import type { Schemas } from '../../shared/api-types.ts'
import { pageLink } from '../place.ts'
import { CustomerTabs } from './customer-tabs.tsx'
import { FindBox } from './find-box.tsx'
import { ListFrame } from './list-frame.tsx'
import { MakeForm } from './make-form.tsx'
import { RecordsTable } from './records-table.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Company = Schemas['CompanyLine']

export function CompanyList() {
  const w = words.value
  const name = useSignal('')
  const list = useList<Company>(
    `/api/v1/companies?${new URLSearchParams(name.value ? { name: name.value } : {})}`,
  )
  return (
    <div class="records">
      <header class="records-top">
        <CustomerTabs at="companies" />
        <FindBox hint={w.findCompany} onFind={(to) => (name.value = to)} />
        <MakeForm<Company>
          title={w.newCompany}
          path="/api/v1/companies"
          fields={[
            { field: 'name', name: w.fields.name, isNeeded: true },
            { field: 'domain', name: w.fields.domain },
          ]}
          onMade={({ id }) => (location.hash = pageLink('customers', ['companies', id]))}
        />
      </header>
      <ListFrame list={list}>
        <RecordsTable heads={[w.fields.name, w.fields.domain, w.fields.city, w.customers]}>
          {list.items.map(({ id, name: shown, domain, city, customers }) => (
            <tr key={id}>
              <th scope="row">
                <a href={pageLink('customers', ['companies', id])}>
                  <bdi>{shown}</bdi>
                </a>
              </th>
              <td>{domain}</td>
              <td>
                <bdi>{city}</bdi>
              </td>
              <td>{customers}</td>
            </tr>
          ))}
        </RecordsTable>
      </ListFrame>
    </div>
  )
}
