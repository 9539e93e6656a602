import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link in a message is for. */
export type Link = {
  readonly recipient: string
  /** The address of the message with this number, from 0. */
  readonly to: number | 'unsubscribe' | 'open'
}

/** `recipient.to.signature`: nobody can make one for somebody else, nor lead it elsewhere. */
export function signLink({ recipient, to }: Link, secret: string): string {
  const said = `${recipient}.${to}`
  return `${said}.${signatureOf(said, secret)}`
}

/** Null when it is not one of ours. */
export function readLink(token: string, secret: string): Link | null {
  const [, recipient, to, signature] =
    /^([0-9a-f]{32})\.(unsubscribe|open|\d{1,3})\.([\w-]{22})$/.exec(token) ?? []
  if (recipient === undefined || to === undefined || signature === undefined) return null
  const wanted = Buffer.from(signatureOf(`${recipient}.${to}`, secret))
  if (!timingSafeEqual(Buffer.from(signature), wanted)) return null
  return { recipient, to: to === 'unsubscribe' || to === 'open' ? to : Number(to) }
}

/** 128 bits of HMAC-SHA-256. */
const signatureOf = (said: string, secret: string): string =>
  createHmac('sha256', secret).update(`link ${said}`).digest().subarray(0, 16).toString('base64url')
