import type { Page } from './page.ts'

/**
 * The desk's pages beside the inbox, in the order of the bar: inbox, customers, tickets, tasks,
 * sales, campaigns, settings. A page is a file with a default export that takes `PageProps`:
 *
 *     { name: 'sales', load: () => import('../sales/sales-page.tsx') },
 */
export const pages: readonly Page[] = [
  { name: 'customers', load: () => import('../records/customers-page.tsx') },
  { name: 'tickets', load: () => import('../records/tickets-page.tsx') },
  { name: 'tasks', load: () => import('../records/tasks-page.tsx') },
  {
    name: 'sales',
    load: () => import('../sales/sales-page.tsx'),
    isFor: ({ role }) => role !== 'editor',
  },
  {
    name: 'campaigns',
    load: () => import('../campaigns/campaigns-page.tsx'),
    isFor: ({ role }) => role !== 'editor',
  },
  { name: 'settings', load: () => import('../settings/settings-page.tsx') },
]
