import { useEffect } from 'preact/hooks'
import type { PageProps } from '../pages/page.ts'
import { CompanyList } from './company-list.tsx'
import { CompanyRecord } from './company-record.tsx'
import { CustomerList } from './customer-list.tsx'
import { CustomerRecord } from './customer-record.tsx'
import { loadSettings } from './settings.ts'
import './records.css'

/** `#/customers`, `#/customers/C-1001`, `#/customers/companies`, `#/customers/companies/B-1`. */
export default function CustomersPage({ path: [first, second], query }: PageProps) {
  useEffect(loadSettings, [])
  if (first === 'companies') {
    return second ? <CompanyRecord key={second} id={second} /> : <CompanyList />
  }
  return first ? <CustomerRecord key={first} id={first} /> : <CustomerList query={query} />
}
