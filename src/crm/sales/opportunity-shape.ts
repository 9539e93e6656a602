import { z } from 'zod'
import { dateField, integerField, referenceField, textField, timeField } from '../records/field.ts'
import type { RecordShape } from '../records/record-shape.ts'

export const opportunityShape: RecordShape = {
  kind: 'opportunity',
  table: 'opportunities',
  key: 'id',
  customer: 'customer',
  owner: 'owner',
  team: null,
  fields: {
    title: textField('title', { least: 1, most: 200, personal: true }),
    customer: referenceField('customer', 'customer', { optional: true }),
    stage: textField('stage', { least: 1, most: 50 }),
    amountCents: {
      ...integerField('amount_cents'),
      schema: z.number().int().min(0).max(1_000_000_000_000),
    },
    currency: {
      ...textField('currency'),
      schema: z.string().regex(/^[A-Z]{3}$/, 'it should be three capitals, such as EUR'),
    },
    /** In percent; null takes the stage's. */
    probability: {
      ...integerField('probability'),
      schema: z.number().int().min(0).max(100).nullable(),
    },
    expectedClose: dateField('expected_close', { optional: true }),
    owner: referenceField('owner', 'agent', { optional: true }),
    /** Why it was won or lost. */
    reason: {
      ...textField('reason', { personal: true }),
      schema: z.string().trim().max(500).nullable(),
    },
    note: textField('note', { most: 20_000, personal: true }),
    openedAt: timeField('opened_at', { readOnly: true }),
    closedAt: timeField('closed_at', { readOnly: true, optional: true }),
  },
}
