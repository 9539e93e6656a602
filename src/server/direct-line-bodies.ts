/** What Direct Line's clients post besides activities. */

import { z } from 'zod'
import { identitySchema } from '../channels/identity.ts'
import { Problem } from '../problem.ts'

const user = z.object({ id: z.string().max(256).nullish(), name: z.string().max(256).nullish() })

/** TokenParameters, with our `identity`. */
export const tokenParameters = z.object({
  user: user.nullish(),
  trustedOrigins: z.array(z.string().max(256)).max(100).nullish(),
  locale: z.string().max(64).nullish(),
  identity: identitySchema.nullish(),
})

export type TokenParameters = z.output<typeof tokenParameters>

export const identification = z.object({ identity: identitySchema })

/** Throws a Problem `BadArgument` that names the first wrong field. No body is an empty one. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body ?? {})
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const field = issue?.path.join('.') || 'body'
  throw new Problem(
    'invalid',
    'BadArgument',
    `The field ${field} of the request is wrong: ${issue?.message ?? 'it cannot be read'}.`,
  )
}
