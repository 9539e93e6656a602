import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Claims, Tokens, TokenUse } from '../channels/direct-line-tokens.ts'
import { Problem } from '../problem.ts'
import { originNotAllowed } from './origins.ts'

/** Whoever holds the secret may do everything; a token is for its conversation. */
export type Access = { readonly by: 'secret' } | ({ readonly by: 'token' } & Claims)

export type Gate = {
  /** Null without credentials; throws a Problem when they are wrong. */
  look(request: IncomingMessage, ...uses: readonly TokenUse[]): Promise<Access | null>
  /** Access to one conversation, or a Problem. */
  open(request: IncomingMessage, conversation: string): Promise<Access>
}

export function createGate(secret: string, tokens: Tokens): Gate {
  const expected = Buffer.from(secret)

  function isSecret(given: string): boolean {
    // Nearly always a token, which is longer.
    if (given.length !== secret.length) return false
    const bytes = Buffer.from(given)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  }

  async function look(
    request: IncomingMessage,
    ...uses: readonly TokenUse[]
  ): Promise<Access | null> {
    const { authorization, origin } = request.headers
    if (authorization === undefined) return null
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    if (!given) throw missing()
    if (isSecret(given)) return { by: 'secret' }
    const claims = await tokens.verify(given, ...uses)
    checkOrigin(claims, origin)
    return { by: 'token', ...claims }
  }

  async function open(request: IncomingMessage, conversation: string): Promise<Access> {
    const access = await look(request, 'conversation')
    if (!access) throw missing()
    if (access.by === 'token' && access.conversation !== conversation) throw otherConversation()
    return access
  }

  return { look, open }
}

/** Only browsers send an origin, and those cannot be made to lie about it. */
export function checkOrigin({ origins }: Claims, origin: string | undefined): void {
  if (origins && origin !== undefined && !origins.includes(origin)) throw originNotAllowed(origin)
}

export function missing(): Problem {
  return new Problem(
    'not-allowed',
    'MissingCredentials',
    'Send the token or the secret as Authorization: Bearer ….',
  )
}

export function otherConversation(): Problem {
  return new Problem(
    'not-allowed',
    'WrongConversation',
    'The token belongs to another conversation.',
  )
}
