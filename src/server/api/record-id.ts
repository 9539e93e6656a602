import { z } from 'zod'

/** An id or a number in a path. */
export const recordId = z.string().min(1).max(200)
