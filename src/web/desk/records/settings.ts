import { signal } from '@preact/signals'
import { get } from '../../shared/call.ts'
import type { RecordSettings } from './shapes.ts'

/** The team's attributes, and who may own records; empty until the server has told. */
export const recordSettings = signal<RecordSettings>({ attributes: [], agents: [], teams: [] })

/** Asks again with each page that opens: they may have changed. */
export function loadSettings(): void {
  get<RecordSettings>('/api/v1/record-settings').then(
    (settings) => (recordSettings.value = settings),
    () => {},
  )
}
