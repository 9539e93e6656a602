import type { ComponentType } from 'preact'
import type { Me } from '../../../server/wire.ts'

/** In the order of the bar. */
export const pageNames = [
  'inbox',
  'customers',
  'tickets',
  'tasks',
  'sales',
  'campaigns',
  'settings',
] as const

export type PageName = (typeof pageNames)[number]

/** What stands after the page's name in the address, `#/customers/C-1001?part=timeline`. */
export type PageProps = {
  readonly path: readonly string[]
  readonly query: Readonly<Record<string, string>>
}

/** One of the desk's pages beside the inbox. Its code comes when it is opened. */
export type Page = {
  readonly name: Exclude<PageName, 'inbox'>
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>
  /** Whether it is in the bar of this agent; of everybody when absent. */
  readonly isFor?: (me: Me) => boolean
}
