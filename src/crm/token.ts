import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 bits: only its holder ever has it. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the store keeps of it: who reads the store cannot sign in with that. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
