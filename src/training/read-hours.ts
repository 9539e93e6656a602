import type { Node } from 'yaml'
import type { BusinessHours } from '../conversation.ts'
import { weekdays } from '../dialogue/business-hours.ts'
import type { YamlFile } from './read-yaml.ts'
import { type Entry, isEmpty, itemsOf, report, textOf, wantEntries } from './yaml-nodes.ts'

/**
 * `business_hours: {time_zone: Europe/Berlin, mon-fri: 09:00-17:00, sat: [09:00-12:00, 13:00-15:00]}`,
 * ours and not Rasa's. A day that is not named is closed.
 */
export function readHours(node: Node | null, file: YamlFile): BusinessHours | null {
  const entries = wantEntries(node, file, 'business_hours')
  if (entries.length === 0) return null
  const zone = entries.find(({ key }) => key === 'time_zone')
  const timeZone = textOf(zone?.value) ?? ''
  if (!isTimeZone(timeZone)) {
    const remedy = 'Name one of the IANA database, such as time_zone: Europe/Berlin.'
    report(file, zone?.value ?? node, 'error', 'business_hours has no known time_zone.', remedy)
    return null
  }
  const days: Record<string, [number, number][]> = {}
  for (const entry of entries) {
    if (entry.key === 'time_zone') continue
    const named = daysOf(entry.key)
    if (named.length === 0) {
      const remedy = `Days are ${weekdays.join(', ')}, or a span of them such as mon-fri.`
      report(file, entry.keyNode, 'error', `business_hours has no day ${entry.key}.`, remedy)
    }
    for (const day of named) days[day] = spansOf(entry, file)
  }
  return { timeZone, days }
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function daysOf(key: string): string[] {
  const [first, last = first] = key.toLowerCase().split('-')
  const from = weekdays.findIndex((day) => day === first)
  const to = weekdays.findIndex((day) => day === last)
  return from < 0 || to < from ? [] : weekdays.slice(from, to + 1)
}

function spansOf({ value, keyNode }: Entry, file: YamlFile): [number, number][] {
  if (isEmpty(value)) return []
  return (itemsOf(value, file) ?? [value!]).flatMap((item): [number, number][] => {
    const found = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(textOf(item)?.trim() ?? '')
    const [from, to] = found
      ? [Number(found[1]) * 60 + Number(found[2]), Number(found[3]) * 60 + Number(found[4])]
      : [0, 0]
    if (from < to && to <= 24 * 60) return [[from, to]]
    const remedy = 'Write a span such as 09:00-17:00; one past midnight is two.'
    report(file, item ?? keyNode, 'error', 'These are no business hours.', remedy)
    return []
  })
}
