export type Dice = {
  readonly whole: (from: number, to: number) => number
  readonly between: (from: number, to: number) => number
  readonly one: <T>(of: readonly T[]) => T
  readonly chance: (share: number) => boolean
  /** Every # of the pattern a digit. */
  readonly digits: (pattern: string) => string
  readonly code: (length: number) => string
}

/** The same seed throws the same, on every machine. */
export function diceFrom(seed: number): Dice {
  const random = randomFrom(seed)
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  return {
    whole: (from, to) => from + Math.floor(random() * (to - from + 1)),
    between: (from, to) => from + random() * (to - from),
    one,
    chance: (share) => random() < share,
    digits: (pattern) => pattern.replace(/#/g, () => String(Math.floor(random() * 10))),
    code: (length) => Array.from({ length }, () => one(letters)).join(''),
  }
}

/** None that are taken for one another. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'.split('')

/** Mulberry32 (Tommy Ettinger): small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
