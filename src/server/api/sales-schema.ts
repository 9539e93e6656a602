import { z } from 'zod'

export const stageSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be small letters, digits and dashes'),
    name: z.string().trim().min(1).max(60),
    nameZh: z.string().trim().min(1).max(60),
    probability: z.int().min(0).max(100).describe('In percent.'),
  })
  .meta({ id: 'Stage' })

export const opportunitySchema = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    customer: z.string().nullable(),
    customerName: z.string().nullable(),
    stage: z.string().describe('The id of a stage of the pipeline, or `won` or `lost`.'),
    amountCents: z.int(),
    currency: z.string(),
    probability: z.int().nullable().describe('In percent; null where that of its stage holds.'),
    expectedClose: z.string().nullable().describe('A day.'),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    reason: z.string().nullable().describe('Why it was won or lost.'),
    note: z.string(),
    openedAt: z.string(),
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'Opportunity' })

/** What may be set; how each must look is said by the record's own fields. */
export const opportunityFields = z.strictObject({
  title: z.string(),
  customer: z.string().nullable().optional(),
  stage: z.string().optional(),
  amountCents: z.number(),
  currency: z.string(),
  probability: z.number().nullable().optional(),
  expectedClose: z.string().nullable().optional(),
  owner: z.string().nullable().optional(),
  reason: z.string().nullable().optional(),
  note: z.string().optional(),
})

export const boardSchema = z.object({
  stages: z.array(stageSchema),
  columns: z.array(
    z.object({
      stage: z.string(),
      count: z.int(),
      sums: z.array(z.object({ currency: z.string(), amountCents: z.int() })),
      opportunities: z.array(opportunitySchema),
    }),
  ),
})

export const shareSchema = z
  .object({
    count: z.int(),
    of: z.int(),
    share: z.number().nullable(),
    low: z.number(),
    high: z.number(),
  })
  .describe("A share with Wilson's interval of 95 %.")
  .meta({ id: 'Share' })

const time = z.object({ medianDays: z.number().nullable(), count: z.int() })
const rate = z.object({ key: z.string().nullable(), ...shareSchema.shape })

export const salesFiguresSchema = z.object({
  stages: z.array(stageSchema),
  owners: z.array(z.object({ id: z.string(), name: z.string() })),
  forecast: z.array(
    z.object({
      month: z.string(),
      currency: z.string(),
      open: z.int(),
      amountCents: z.int(),
      weightedCents: z.int(),
      won: z.int(),
      wonCents: z.int(),
    }),
  ),
  cycle: z.object({ won: time, lost: time }),
  stageTimes: z.array(z.object({ stage: z.string(), still: z.int(), ...time.shape })),
  winRate: shareSchema,
  byOwner: z.array(rate),
  byStage: z.array(rate),
})

export const versionSchema = z
  .object({
    version: z.int(),
    at: z.string(),
    by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    what: z.string(),
    fields: z.array(z.object({ field: z.string(), was: z.json(), became: z.json() })),
  })
  .meta({ id: 'Version' })
