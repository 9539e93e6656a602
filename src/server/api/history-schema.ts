import { z } from 'zod'

export const actorSchema = z.object({ kind: z.string(), id: z.string(), name: z.string() })

const json = z.json()

export const versionSchema = z
  .object({
    version: z.int(),
    at: z.string(),
    by: actorSchema,
    what: z.enum(['made', 'changed', 'removed']),
    fields: z.array(z.object({ field: z.string(), was: json, became: json })),
  })
  .meta({ id: 'Version' })

export const changedSchema = z
  .object({
    version: z.int(),
    fields: z
      .array(z.object({ field: z.string(), was: json, became: json }))
      .describe('What became different; empty when it was so already.'),
  })
  .meta({ id: 'Changed' })

export const noteSchema = z
  .object({ id: z.string(), text: z.string(), at: z.string(), by: z.string() })
  .meta({ id: 'Note' })
