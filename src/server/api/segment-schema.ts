import { z } from 'zod'
import { filterSchema, operators } from '../../crm/segments/filter.ts'

export const segmentSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    filter: filterSchema,
    madeAt: z.string(),
    madeBy: z.string(),
  })
  .meta({ id: 'Segment' })

export const segmentFieldsSchema = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['text', 'choice', 'count', 'number', 'money', 'time', 'yes-no']),
      operators: z.array(z.enum(operators)),
      choices: z.array(z.string()).optional(),
      of: z.object({ what: z.string(), like: z.string() }).optional(),
      isWindowed: z.boolean(),
    }),
  ),
})

export const segmentCountSchema = z.object({
  count: z.int(),
  of: z.int().describe('All customers there are.'),
  some: z.array(z.object({ id: z.string(), name: z.string(), language: z.string() })),
})
