import { z } from 'zod'
import { Problem } from '../../problem.ts'

/** Where a page of the search begins. */
export type Cursor = {
  /** The time of the first page, in milliseconds: the order stays what it was then. */
  readonly now: number
  /** Per kind: only what is numbered below, so that what is new does not move the rest. */
  readonly below: Readonly<Record<string, number>>
  /** How many of what is found there have been shown. */
  readonly shown: number
}

const schema = z.strictObject({
  now: z.number(),
  below: z.record(z.string(), z.number()),
  shown: z.number().int().min(0),
})

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Problem 'invalid' when it is none of ours. */
export function readCursor(text: string): Cursor {
  try {
    const read = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (read.success) return read.data
  } catch {
    // Told below.
  }
  throw new Problem(
    'invalid',
    'BadCursor',
    'The cursor is not one that a search has given. Search again without it.',
  )
}
