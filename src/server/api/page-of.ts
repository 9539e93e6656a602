import { z } from 'zod'

const MOST = 200

/** What lists take: how many, and where to go on. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
  cursor: z.string().max(500).optional().describe('`next` of the page before.'),
}

/** What lists answer. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Hand it back as `cursor`; null at the end.'),
  })
