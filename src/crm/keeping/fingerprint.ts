import { createHash } from 'node:crypto'

export type Fingerprint = { readonly rows: number; readonly sha256: string }

export type RunningFingerprint = ReturnType<typeof startFingerprint>

/**
 * A checksum of rows that does not depend on their order: the sum of each row's SHA-256, modulo
 * 2²⁵⁶. Engines sort text each in their own way.
 */
export function startFingerprint() {
  let rows = 0
  let sum = 0n
  return {
    add(values: readonly unknown[]): void {
      rows++
      sum += hashOf(values)
    },
    takeOut(values: readonly unknown[]): void {
      rows--
      sum -= hashOf(values)
    },
    rows: () => rows,
    result: (): Fingerprint => ({
      rows,
      sha256: BigInt.asUintN(256, sum).toString(16).padStart(64, '0'),
    }),
  }
}

const hashOf = (values: readonly unknown[]): bigint =>
  BigInt(`0x${createHash('sha256').update(JSON.stringify(values)).digest('hex')}`)
