import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { get } from '../../shared/call.ts'

type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

export type List<T> = {
  readonly items: readonly T[]
  readonly next: string | null
  readonly state: 'loading' | 'ready' | 'failed'
  readonly more: () => void
  readonly reload: () => void
}

/** The pages of a list of the API that were asked for so far. `path` says which: with its filters. */
export function useList<T>(path: string): List<T> {
  const items = useSignal<readonly T[]>([])
  const next = useSignal<string | null>(null)
  const state = useSignal<'loading' | 'ready' | 'failed'>('loading')
  const load = async (cursor: string | null, isWanted: () => boolean) => {
    state.value = 'loading'
    try {
      const page = await get<Page<T>>(withCursor(path, cursor))
      if (!isWanted()) return
      items.value = cursor === null ? page.items : [...items.value, ...page.items]
      next.value = page.next
      state.value = 'ready'
    } catch {
      if (isWanted()) state.value = 'failed'
    }
  }
  useEffect(() => {
    let isWanted = true
    void load(null, () => isWanted)
    return () => {
      isWanted = false
    }
  }, [path])
  return {
    items: items.value,
    next: next.value,
    state: state.value,
    more: () => void load(next.value, () => true),
    reload: () => void load(null, () => true),
  }
}

function withCursor(path: string, cursor: string | null): string {
  if (cursor === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
}
