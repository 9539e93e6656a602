import { createHash } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * A number for a new record, `T-K4QXB2`, the same for the same turn. `isTaken` tells whether a
 * record has it already; then the next one is tried.
 */
export async function referenceNumber(
  prefix: 'T' | 'R',
  turn: string,
  isTaken: (number: string) => Promise<boolean>,
): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const hash = createHash('sha256').update(`${prefix} ${attempt} ${turn}`).digest()
    const number = `${prefix}-${Array.from(hash.subarray(0, 6), (byte) => letters[byte % 32]).join('')}`
    if (!(await isTaken(number))) return number
  }
}
