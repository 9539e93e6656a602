import { expect, test } from 'vitest'
import type { BusinessHours } from '../../../src/conversation.ts'
import {
  addBusinessMinutes,
  businessMinutesBetween,
} from '../../../src/crm/service/business-minutes.ts'

const office: readonly (readonly [number, number])[] = [[9 * 60, 17 * 60]]
const weekdays = (spans: typeof office) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, spans]))
const berlin: BusinessHours = { timeZone: 'Europe/Berlin', days: weekdays(office) }
const shanghai: BusinessHours = { timeZone: 'Asia/Shanghai', days: weekdays(office) }
const siesta: BusinessHours = {
  timeZone: 'Europe/Madrid',
  days: {
    sat: [
      [600, 840],
      [1020, 1200],
    ],
  },
}
const night: BusinessHours = { timeZone: 'Europe/Berlin', days: { sun: [[0, 300]] } }
const never: BusinessHours = { timeZone: 'Europe/Berlin', days: {} }

// 2026-11-20 is a Friday; Berlin is an hour ahead of UTC.
test.each([
  ['within a day', berlin, '2026-11-20T08:30Z', 60, '2026-11-20T09:30Z'],
  ['to the last minute', berlin, '2026-11-20T15:00Z', 60, '2026-11-20T16:00Z'],
  ['over the weekend', berlin, '2026-11-20T15:30Z', 60, '2026-11-23T08:30Z'],
  ['from the night', berlin, '2026-11-20T03:00Z', 30, '2026-11-20T08:30Z'],
  ['from a Sunday', berlin, '2026-11-22T12:00Z', 480, '2026-11-23T16:00Z'],
  ['a week', berlin, '2026-11-20T08:00Z', 5 * 480, '2026-11-26T16:00Z'],
  ['over the end of summer time', berlin, '2026-10-23T14:30Z', 60, '2026-10-26T08:30Z'],
  ['over its beginning', berlin, '2026-03-27T15:30Z', 60, '2026-03-30T07:30Z'],
  ['a night of four hours on the clock', night, '2026-03-28T12:00Z', 240, '2026-03-29T03:00Z'],
  ['a night of six', night, '2026-10-24T12:00Z', 360, '2026-10-25T04:00Z'],
  ['where it is another day already', shanghai, '2026-11-22T23:00Z', 30, '2026-11-23T01:30Z'],
  ['over a siesta', siesta, '2026-11-21T12:30Z', 60, '2026-11-21T16:30Z'],
  ['to the next Saturday', siesta, '2026-11-21T18:30Z', 90, '2026-11-28T10:00Z'],
  ['without hours', undefined, '2026-11-20T23:30Z', 60, '2026-11-21T00:30Z'],
  ['with hours that never come', never, '2026-11-20T23:30Z', 60, '2026-11-21T00:30Z'],
])('%s', (_, hours, from, minutes, due) => {
  const [start, end] = [new Date(from), new Date(due)]
  expect(addBusinessMinutes(start, minutes, hours).toISOString()).toBe(end.toISOString())
  expect(businessMinutesBetween(start, end, hours)).toBe(minutes)
})

test('nothing passes backwards', () => {
  const [later, earlier] = [new Date('2026-11-20T12:00Z'), new Date('2026-11-20T10:00Z')]
  expect(businessMinutesBetween(later, earlier, berlin)).toBe(0)
  expect(businessMinutesBetween(later, earlier, undefined)).toBe(0)
})
