import { signal } from '@preact/signals'
import type { Schemas } from '../../shared/api-types.ts'
import { get } from '../../shared/call.ts'

type RecordSettings = Schemas['RecordSettings']

/** The team's attributes, and who may own records; empty until the server has told. */
export const recordSettings = signal<RecordSettings>({
  attributes: [],
  agents: [],
  teams: [],
  targets: {},
})

/** Asks again with each page that opens: they may have changed. */
export function loadSettings(): void {
  get<RecordSettings>('/api/v1/record-settings').then(
    (settings) => (recordSettings.value = settings),
    () => {},
  )
}
