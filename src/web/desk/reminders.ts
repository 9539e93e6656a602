import { signal } from '@preact/signals'
import { get, send } from '../shared/call.ts'

export type Reminder = {
  readonly id: string
  readonly title: string
  readonly dueAt: string | null
  readonly customer: string | null
  readonly ticket: string | null
}

/** What the agent is to be reminded of at this moment. */
export const reminders = signal<readonly Reminder[]>([])

/** Asks what is due; with no answer, what is known stays. */
export function loadReminders(): void {
  get<{ items: readonly Reminder[] }>('/api/v1/reminders').then(
    ({ items }) => (reminders.value = items),
    () => {},
  )
}

export function dismiss(id: string): void {
  reminders.value = reminders.value.filter((one) => one.id !== id)
  send('POST', `/api/v1/tasks/${encodeURIComponent(id)}/reminded`).catch(loadReminders)
}
