import { signal } from '@preact/signals'
import type { SearchGroup, SearchKind, SearchResult } from '../../server/wire.ts'
import { get, Refusal } from '../shared/call.ts'

/** What is searched for, and what the server found: kept while the box is closed. */
export const sought = signal('')
export const found = signal<readonly SearchGroup[]>([])
export const searching = signal<'idle' | 'searching' | 'done' | 'failed'>('idle')
/** The server's own words when it cannot read the query. */
export const refusal = signal<string | null>(null)

/** Quicker than anybody reads, slower than anybody types. */
const waitMs = 150
let waiting: ReturnType<typeof setTimeout> | undefined
let latest = 0

/** Takes what is in the box now, and searches when nothing more is typed for a moment. */
export function seek(text: string): void {
  sought.value = text
  clearTimeout(waiting)
  if (text.trim()) {
    searching.value = 'searching'
    waiting = setTimeout(() => void ask(), waitMs)
  } else forgetFound()
}

/** Searches for what is in the box. Only the answer to what was asked last is shown. */
export async function ask(): Promise<void> {
  clearTimeout(waiting)
  const mine = ++latest
  searching.value = 'searching'
  try {
    const { groups } = await get<SearchResult>(`/api/desk/search?${query({ q: sought.value })}`)
    if (mine !== latest) return
    found.value = groups
    refusal.value = null
    searching.value = 'done'
  } catch (problem) {
    if (mine !== latest) return
    found.value = []
    const isOurs = problem instanceof Refusal && problem.code === 'BadSearch'
    refusal.value = isOurs ? problem.message : null
    searching.value = 'failed'
  }
}

/** The next page of one kind, after what is shown of it. */
export async function showMore(kind: SearchKind): Promise<void> {
  const cursor = found.value.find((group) => group.kind === kind)?.next
  if (!cursor) return
  const mine = latest
  const asked = query({ q: sought.value, kind, cursor })
  const { groups } = await get<SearchResult>(`/api/desk/search?${asked}`)
  if (mine !== latest) return
  const [more] = groups
  found.value = found.value.map((group) =>
    group.kind === kind
      ? { kind, hits: [...group.hits, ...(more?.hits ?? [])], next: more?.next ?? null }
      : group,
  )
}

/** Nothing of what was found stays on the screen. */
export function forgetFound(): void {
  latest++
  clearTimeout(waiting)
  sought.value = ''
  found.value = []
  refusal.value = null
  searching.value = 'idle'
}

/** No more than the server takes. */
const query = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams({ ...fields, q: (fields['q'] ?? '').slice(0, 200) })
