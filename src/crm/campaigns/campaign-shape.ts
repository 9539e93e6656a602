import { z } from 'zod'
import { choiceField, integerField, referenceField, textField } from '../records/field.ts'
import type { RecordShape } from '../records/record-shape.ts'
import { channels } from './campaign.ts'
import { isTimeZone } from './zoned-time.ts'

const whole = (column: string, least: number, most: number) => ({
  ...integerField(column),
  schema: z.number().int().min(least).max(most),
})

export const campaignShape: RecordShape = {
  kind: 'campaign',
  table: 'campaigns',
  key: 'id',
  customer: null,
  owner: null,
  team: null,
  fields: {
    name: textField('name', { least: 1, most: 200, personal: true }),
    segment: referenceField('segment', 'segment', { optional: true }),
    channel: choiceField('channel', channels),
    /** The letters by language, as JSON. */
    message: textField('message', { least: 2, most: 100_000, personal: true }),
    controlPercent: whole('control_percent', 0, 90),
    startAt: {
      ...textField('start_at'),
      schema: z.iso.datetime({ local: true, precision: -1 }).nullable(),
    },
    timeZone: {
      ...textField('time_zone'),
      schema: z.string().refine(isTimeZone, 'it should be a time zone, such as Europe/Berlin'),
    },
    windowDays: whole('window_days', 1, 365),
    perMinute: whole('per_minute', 1, 6_000),
    status: textField('status', { least: 1, most: 20 }),
  },
}
