import { z } from 'zod'
import { channels } from '../../crm/campaigns/campaign.ts'
import { shareSchema } from './sales-schema.ts'

const letter = z.strictObject({
  subject: z.string().max(200),
  text: z.string().max(20_000),
})

export const lettersSchema = z.partialRecord(z.enum(['en', 'zh']), letter).describe('By language.')

/** What may be set; how each must look is said by the record's own fields. */
export const planSchema = z.strictObject({
  name: z.string(),
  segment: z.string().nullable(),
  channel: z.enum(channels),
  message: lettersSchema,
  controlPercent: z.number(),
  startAt: z.string().nullable().describe('On the wall clock, 2026-12-01T09:30; null is at once.'),
  timeZone: z.string(),
  windowDays: z.number(),
  perMinute: z.number(),
})

export const campaignSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    segment: z.string().nullable(),
    channel: z.enum(channels),
    message: lettersSchema,
    controlPercent: z.int().describe('The share that is held out by lot, to measure against.'),
    startAt: z.string().nullable(),
    timeZone: z.string(),
    windowDays: z.int().describe('For how long an order or an answer counts.'),
    perMinute: z.int(),
    status: z.enum(['draft', 'scheduled', 'starting', 'running', 'paused', 'done', 'cancelled']),
    frozen: z
      .object({
        message: z.int(),
        control: z.int(),
        excluded: z.record(z.string(), z.int()).describe('How many were left out, by reason.'),
      })
      .nullable()
      .describe('Whom it was for when it began.'),
    trouble: z.string().nullable().describe('Why nothing goes at this moment.'),
    madeAt: z.string(),
    madeBy: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Campaign' })

const group = z.object({ of: z.int(), answered: z.int(), bought: z.int() })

const effect = z.object({
  treated: shareSchema,
  control: shareSchema,
  difference: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(['no-control', 'too-few', 'unclear', 'more', 'fewer']),
})

export const campaignFiguresSchema = z.object({
  waiting: z.int(),
  sent: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  heldOut: z.int(),
  doubtful: z.int().describe('May have arrived twice.'),
  opened: z.int().nullable().describe('Null where opening is not tracked.'),
  clicked: z.int(),
  left: z.int(),
  message: group,
  control: group,
  open: z.int().describe('Whose window is still open: the figures may yet change.'),
  bought: effect,
  answered: effect,
})
