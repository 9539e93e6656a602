import { randomBytes } from 'node:crypto'

/** Letters and figures that nobody takes for each other. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** `C-7K2M4QXA`: of 2⁴⁰, so that two are never the same. */
export function newNumber(letter: string): string {
  const signs = [...randomBytes(8)].map((byte) => SIGNS[byte % SIGNS.length])
  return `${letter}-${signs.join('')}`
}
