import { z } from 'zod'

export const importSummary = z
  .object({
    id: z.string(),
    kind: z.string(),
    fileName: z.string(),
    status: z
      .string()
      .describe('planned, running, failed, withdrawn, done, undoing, undone or undone-in-part.'),
    error: z.string().nullable(),
    rows: z.int(),
    done: z.int(),
    made: z.int(),
    changed: z.int(),
    skipped: z.int(),
    refused: z.int(),
    by: z.string(),
    at: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Import' })

const finding = z.object({
  kind: z.string(),
  field: z.string().nullable(),
  count: z.int(),
  refused: z.int().describe('Rows that are left out because of it.'),
  repairs: z.array(z.string()).describe('What may be accepted.'),
  examples: z.array(z.object({ line: z.int(), value: z.string(), became: z.string().optional() })),
})

export const importDetail = importSummary
  .extend({
    plan: z.object({
      form: z.looseObject({ hasHeader: z.boolean() }).nullable(),
      columns: z.array(
        z.object({
          heading: z.string(),
          filled: z.int(),
          type: z.string(),
          order: z.string().nullable(),
          sign: z.string().nullable(),
        }),
      ),
      mapping: z.array(z.string().nullable()),
      country: z.string().nullable(),
      accepted: z.array(z.string()),
    }),
    fields: z.array(z.object({ name: z.string(), isRequired: z.boolean() })),
    report: z
      .object({
        rows: z.int(),
        made: z.int(),
        changed: z.int(),
        skipped: z.int(),
        refused: z.int(),
        findings: z.array(finding),
      })
      .nullable(),
    preview: z.array(
      z.object({ line: z.int(), do: z.string(), record: z.record(z.string(), z.unknown()) }),
    ),
    progress: z
      .object({ stage: z.string(), done: z.number(), total: z.number() })
      .nullable()
      .describe('Of the step that is being worked on.'),
    problem: z.string().nullable().describe('Why the last step broke off.'),
    left: z.array(z.object({ record: z.string(), because: z.string() })),
  })
  .meta({ id: 'ImportDetail' })
