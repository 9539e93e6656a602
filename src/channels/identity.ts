import { createHmac, timingSafeEqual } from 'node:crypto'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { Problem } from '../problem.ts'

/** Who the host page says its visitor is, proven. */
export type Identity = { readonly id: string; readonly email?: string; readonly name?: string }

export type IdentityRules = {
  readonly secret: string
  /** When set, a JWT must carry it as `iss`, and likewise `aud`. */
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
}

/** A signature that is good for longer than this is refused: it would be as good as a password. */
const LONGEST_SECONDS = 7 * 24 * 3600

/** One line each in what is signed, so line ends and other controls are out. */
const line = z
  .string()
  .max(256)
  .regex(/^\P{Cc}*$/u, 'no control characters are allowed')

const signed = z.object({
  id: line.min(1),
  email: line.nullish(),
  name: line.nullish(),
  expires: z.int().positive(),
  hmac: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits are expected'),
})

const token = z.object({ jwt: z.string().min(1).max(4_096) })

export const identitySchema = z.union([token, signed])
export type GivenIdentity = z.output<typeof identitySchema>

/**
 * What a host's server signs with HMAC-SHA256 and the identity secret, in hexadecimal: five lines
 * without a line end after the last; an e-mail or name that is not given is an empty line.
 *
 *     parley-identity-v1
 *     1767225600            ← expires, in Unix seconds, at most seven days ahead
 *     customer-17           ← id
 *     ada@example.com       ← email
 *     Ada                   ← name
 */
export function identityText(identity: Identity & { readonly expires: number }): string {
  const { expires, id, email = '', name = '' } = identity
  return ['parley-identity-v1', expires, id, email, name].join('\n')
}

/** Throws a Problem `BadIdentity` or `IdentityExpired`; nothing tells what exactly was wrong. */
export async function proveIdentity(
  given: GivenIdentity,
  rules: IdentityRules,
  now: number = Date.now(),
): Promise<Identity> {
  return 'jwt' in given ? proveByJwt(given.jwt, rules, now) : proveByHmac(given, rules, now)
}

function proveByHmac(
  given: Exclude<GivenIdentity, { jwt: string }>,
  rules: IdentityRules,
  now: number,
): Identity {
  const identity = {
    id: given.id,
    ...(given.email && { email: given.email }),
    ...(given.name && { name: given.name }),
  }
  const text = identityText({ ...identity, expires: given.expires })
  const expected = createHmac('sha256', rules.secret).update(text).digest()
  if (!timingSafeEqual(expected, Buffer.from(given.hmac, 'hex'))) throw badIdentity()
  checkExpiry(given.expires, now)
  return identity
}

const claims = z.object({
  sub: line.min(1),
  email: line.optional(),
  name: line.optional(),
  exp: z.number(),
})

async function proveByJwt(jwt: string, rules: IdentityRules, now: number): Promise<Identity> {
  const { exp, sub, email, name } = await readJwt(jwt, rules, now)
  checkExpiry(exp, now)
  return { id: sub, ...(email && { email }), ...(name && { name }) }
}

async function readJwt(jwt: string, rules: IdentityRules, now: number) {
  try {
    const { payload } = await jwtVerify(jwt, new TextEncoder().encode(rules.secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now),
      ...(rules.issuer && { issuer: rules.issuer }),
      ...(rules.audience && { audience: rules.audience }),
    })
    return claims.parse(payload)
  } catch (cause) {
    throw badIdentity(cause)
  }
}

function checkExpiry(expires: number, now: number): void {
  const left = expires - now / 1000
  if (left <= 0) {
    throw new Problem(
      'not-allowed',
      'IdentityExpired',
      'The signed identity has expired. The page should fetch a new one from its server.',
    )
  }
  if (left > LONGEST_SECONDS) {
    throw new Problem(
      'not-allowed',
      'BadIdentity',
      'The signed identity is valid for too long: at most seven days are accepted.',
    )
  }
}

function badIdentity(cause?: unknown): Problem {
  return new Problem(
    'not-allowed',
    'BadIdentity',
    'The identity is not signed with the identity secret of this server, or has expired.',
    { cause },
  )
}
