import { z } from 'zod'
import { Problem } from '../problem.ts'

/** What was sent, checked; Problem 'BadArgument' that names the field. */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input ?? {})
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const field = issue?.path.join('.')
  throw new Problem(
    'invalid',
    'BadArgument',
    field ? `${field}: ${issue?.message}.` : `The request cannot be read: ${issue?.message}.`,
  )
}

/** Well-formed Unicode without NUL, which PostgreSQL cannot store. */
const plain = z.string().transform((text) => Buffer.from(text).toString().replaceAll('\0', ''))

/** A line of a form: trimmed, of 1 to `most` characters. */
export const line = (most: number) => plain.pipe(z.string().trim().min(1).max(most))

/** What an agent writes: spaces at its ends and empty lines within stay. */
export const message = plain.refine((text) => text.trim() !== '', 'must not be empty')

/** For anybody's own id of a message. */
export const clientId = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 plain characters')

export const email = z.string().trim().max(254).pipe(z.email('must be an e-mail address'))

export const password = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(200, 'must have at most 200 characters')

/** 256 bits in base64url. */
export const token = z.string().regex(/^[\w-]{43}$/, 'is not complete')
