import type { PageName } from './pages/page.ts'

/** The address of another page, for a link: `#/customers/C-1001?part=timeline`. */
export function pageLink(
  to: PageName,
  path: readonly string[] = [],
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString()
  return `#/${[to, ...path.map(encodeURIComponent)].join('/')}${search && `?${search}`}`
}
