import { pageLink } from '../place.ts'
import { words } from './words.ts'

export function CustomerTabs({ at }: { at: 'customers' | 'companies' }) {
  const w = words.value
  return (
    <nav class="records-tabs" aria-label={w.customers}>
      <a href={pageLink('customers')} aria-current={at === 'customers' ? 'page' : undefined}>
        {w.customers}
      </a>
      <a
        href={pageLink('customers', ['companies'])}
        aria-current={at === 'companies' ? 'page' : undefined}
      >
        {w.companies}
      </a>
    </nav>
  )
}
