import type { Page } from './page.ts'

/**
 * The desk's pages beside the inbox, in the order of the bar: inbox, customers, tickets, tasks,
 * sales, campaigns, settings. A page is a file with a default export that takes `PageProps`:
 *
 *     { name: 'sales', load: () => import('../sales/sales-page.tsx') },
 */
export const pages: readonly Page[] = [
  { name: 'settings', load: () => import('../settings/settings-page.tsx') },
]
