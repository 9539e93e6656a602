import { describe, expect, test } from 'vitest'
import { quietUntil } from '../../src/campaigns/quiet-hours.ts'
import { MOST_ATTEMPTS, retryAfterMs } from '../../src/campaigns/retry-after.ts'
import { instantOf, isTimeZone, wallTime } from '../../src/crm/campaigns/zoned-time.ts'

describe('a wall clock', () => {
  test.each([
    ['2026-12-01T09:30', 'Europe/Berlin', '2026-12-01T08:30:00.000Z'],
    ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
    ['2026-07-01T00:00', 'Asia/Shanghai', '2026-06-30T16:00:00.000Z'],
    ['2026-07-01T00:00', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
    ['2026-07-01T12:00', 'Pacific/Kiritimati', '2026-06-30T22:00:00.000Z'],
    ['2026-07-01T12:00', 'UTC', '2026-07-01T12:00:00.000Z'],
    // Twice: the first.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    // Never: moved on by the hour.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(instantOf(wall, zone).toISOString()).toBe(instant)
  })

  test('shows what it should all through a year', () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7_140_000) {
      const wall = wallTime(new Date(at), 'America/New_York')
      expect(wallTime(instantOf(wall, 'America/New_York'), 'America/New_York')).toBe(wall)
    }
  })

  test('is of a zone that there is', () => {
    expect(['Europe/Berlin', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, false, false])
  })
})

describe('quiet hours', () => {
  const night = { from: '21:00', until: '08:00' }
  const noon = { from: '12:00', until: '13:30' }
  test.each([
    [night, '2026-12-01T20:59', null],
    [night, '2026-12-01T21:00', '2026-12-02T08:00'],
    [night, '2026-12-31T23:59', '2027-01-01T08:00'],
    [night, '2026-12-01T00:00', '2026-12-01T08:00'],
    [night, '2026-12-01T08:00', null],
    [noon, '2026-12-01T12:30', '2026-12-01T13:30'],
    [noon, '2026-12-01T13:30', null],
    [null, '2026-12-01T23:00', null],
    // The clocks go back within it.
    [night, '2026-10-24T22:00', '2026-10-25T08:00'],
  ])('%j at %s end at %s', (quiet, at, until) => {
    const zone = 'Europe/Berlin'
    const end = quietUntil(quiet, instantOf(at, zone), zone)
    expect(end && wallTime(end, zone)).toBe(until)
  })
})

test('what failed is tried again later and later, and given up in the end', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => retryAfterMs(i + 1) / 60_000)
  expect(waits).toEqual([1, 4, 16, 64, 256, 480, 480, 480])
})
