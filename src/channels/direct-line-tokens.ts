import { createHmac, createSecretKey } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { Problem } from '../problem.ts'

/** A `conversation` token acts in its conversation; a `stream` token opens a socket, and soon ends. */
export type TokenUse = 'conversation' | 'stream'

export type Claims = {
  readonly conversation: string
  readonly user?: string
  /** Pages of other origins may not use it; without any, all may. */
  readonly origins?: readonly string[]
  /** Given without a secret, to a visitor who asked from an allowed origin. */
  readonly isVisitor?: boolean
  /** Who the visitor was proven to be before the conversation began. */
  readonly customer?: string
}

export type Tokens = {
  issue(claims: Claims, use: TokenUse, seconds: number): Promise<string>
  /** Throws a Problem `TokenExpired` or `BadToken`. */
  verify(token: string, ...uses: readonly TokenUse[]): Promise<Claims>
}

const payload = z.object({
  conv: z.string(),
  user: z.string().optional(),
  origins: z.array(z.string()).optional(),
  visitor: z.boolean().optional(),
  customer: z.string().optional(),
  use: z.enum(['conversation', 'stream']),
  exp: z.number(),
})

type Verified = { readonly claims: Claims; readonly use: TokenUse; readonly exp: number }

/** So many of the latest verified tokens are remembered, as each turn brings one. */
const REMEMBERED = 20_000

/** Tokens are JWTs (HS256) whose `user` the stock client reads; the key is derived from the secret. */
export function createTokens(secret: string, now: () => number = Date.now): Tokens {
  const derived = createHmac('sha256', secret).update('parley direct line tokens').digest()
  const key = createSecretKey(derived)
  const remembered = new Map<string, Verified>()

  async function issue(claims: Claims, use: TokenUse, seconds: number): Promise<string> {
    const { conversation: conv, user, origins, customer } = claims
    const visitor = claims.isVisitor || undefined
    const iat = Math.floor(now() / 1000)
    const jti = crypto.randomUUID()
    return new SignJWT({ conv, user, origins, visitor, customer, use, jti })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt(iat)
      .setExpirationTime(iat + seconds)
      .sign(key)
  }

  async function verify(token: string, ...uses: readonly TokenUse[]): Promise<Claims> {
    let known = remembered.get(token)
    if (!known) {
      known = await readToken(token)
      if (remembered.size >= REMEMBERED) remembered.clear()
      remembered.set(token, known)
    }
    if (known.exp * 1000 <= now()) throw expired()
    if (!uses.includes(known.use)) throw badToken()
    return known.claims
  }

  async function readToken(token: string): Promise<Verified> {
    if (token.length > 4_096) throw badToken()
    try {
      const verified = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        requiredClaims: ['exp'],
        currentDate: new Date(now()),
      })
      const { conv, user, origins, visitor, customer, use, exp } = payload.parse(verified.payload)
      const claims: Claims = {
        conversation: conv,
        ...(user !== undefined && { user }),
        ...(origins && { origins }),
        ...(visitor && { isVisitor: true }),
        ...(customer !== undefined && { customer }),
      }
      return { claims, use, exp }
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw expired()
      throw badToken(error)
    }
  }

  return { issue, verify }
}

function expired(): Problem {
  return new Problem(
    'not-allowed',
    'TokenExpired',
    'The token has expired. Ask for a new one, or start a new conversation.',
  )
}

function badToken(cause?: unknown): Problem {
  return new Problem('not-allowed', 'BadToken', 'The token is not one that is valid here.', {
    cause,
  })
}
