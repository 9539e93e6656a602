import type { BusinessHours } from '../conversation.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Whether people are there at that time. */
export function isOpen({ timeZone, days }: BusinessHours, at: Date): boolean {
  const parts = clockOf(timeZone).formatToParts(at)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  const minutes = Number(part('hour')) * 60 + Number(part('minute'))
  const spans = days[part('weekday').toLowerCase()] ?? []
  return spans.some(([from, to]) => from <= minutes && minutes < to)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than a turn. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}
