import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { get, Refusal, send } from '../../shared/call.ts'
import type { Value } from './value.ts'

export type Opened<T> = {
  readonly record: T | null
  readonly state: 'loading' | 'ready' | 'failed' | 'not-found'
  readonly load: () => Promise<void>
  /** Saves over the version that is shown, or over the one named; throws the refusal. */
  readonly save: (set: Readonly<Record<string, unknown>>, version?: number) => Promise<void>
}

/** One record of the API. */
export function useRecord<T extends { readonly version: number }>(path: string): Opened<T> {
  const record = useSignal<T | null>(null)
  const state = useSignal<Opened<T>['state']>('loading')
  const load = async () => {
    try {
      record.value = await get<T>(path)
      state.value = 'ready'
    } catch (problem) {
      state.value = problem instanceof Refusal && problem.status === 404 ? 'not-found' : 'failed'
    }
  }
  useEffect(() => {
    record.value = null
    state.value = 'loading'
    void load()
  }, [path])
  return {
    record: record.value,
    state: state.value,
    load,
    async save(set, version) {
      await send('PATCH', path, set, version ?? record.value?.version)
      await load()
    },
  }
}

export type Conflict = {
  readonly version: number
  readonly theirs: Value
  readonly yours: Value
}

/** What a refused change says of one field; null when it was refused for another reason. */
export function conflictOf(problem: unknown, field: string): Conflict | null {
  if (!(problem instanceof Refusal) || problem.code !== 'RecordChanged') return null
  const { version, fields } = problem.details as {
    version: number
    fields: readonly { field: string; theirs: Value; yours: Value }[]
  }
  const found = fields.find((one) => one.field === field)
  return found ? { version, theirs: found.theirs, yours: found.yours } : null
}
