import { randomBytes } from 'node:crypto'

/** 72 bits that nobody can guess, behind letters that say of what: `K-3f9c…`. */
export const newId = (prefix: string): string => `${prefix}-${randomBytes(9).toString('hex')}`
