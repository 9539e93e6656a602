import { useSignal } from '@preact/signals'
import type { Schemas } from '../../shared/api-types.ts'
import { day } from '../../shared/times.ts'
import { pageLink } from '../place.ts'
import { CustomerTabs } from './customer-tabs.tsx'
import { FindBox } from './find-box.tsx'
import { ListFrame } from './list-frame.tsx'
import { MakeForm } from './make-form.tsx'
import { RecordsTable } from './records-table.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type CustomerLine = Schemas['CustomerLine']

export function CustomerList({ query }: { query: Readonly<Record<string, string>> }) {
  const w = words.value
  const text = useSignal('')
  const { company } = query
  const search = new URLSearchParams({
    ...(text.value && { text: text.value }),
    ...(company && { company }),
  })
  const list = useList<CustomerLine>(`/api/v1/customers?${search}`)
  return (
    <div class="records">
      <header class="records-top">
        <CustomerTabs at="customers" />
        <FindBox hint={w.findCustomer} onFind={(to) => (text.value = to)} />
        <MakeForm<CustomerLine>
          title={w.newCustomer}
          path="/api/v1/customers"
          fields={[
            { field: 'name', name: w.fields.name, isNeeded: true },
            { field: 'email', name: w.fields.email, type: 'email' },
            { field: 'phone', name: w.fields.phone, type: 'tel' },
          ]}
          onMade={({ id }) => (location.hash = pageLink('customers', [id]))}
        />
      </header>
      <ListFrame list={list}>
        <CustomerTable customers={list.items} />
      </ListFrame>
    </div>
  )
}

export function CustomerTable({ customers }: { customers: readonly CustomerLine[] }) {
  const w = words.value
  const tiers: Readonly<Record<string, string>> = w.tiers
  return (
    <RecordsTable
      heads={[
        w.fields.name,
        w.fields.email,
        w.fields.company,
        w.fields.tier,
        w.fields.openTickets,
        w.fields.since,
      ]}
    >
      {customers.map(({ id, name, email, companyName, tier, openTickets, since }) => (
        <tr key={id}>
          <th scope="row">
            <a href={pageLink('customers', [id])}>
              <bdi>{name}</bdi>
            </a>
          </th>
          <td>{email}</td>
          <td>
            <bdi>{companyName}</bdi>
          </td>
          <td>{tiers[tier] ?? tier}</td>
          <td>{openTickets > 0 && <span class="tag tag-warn">{openTickets}</span>}</td>
          <td>{day(since)}</td>
        </tr>
      ))}
    </RecordsTable>
  )
}
