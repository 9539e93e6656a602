/** Numbers that look random and are the same for the same seed, everywhere. */
export type Random = {
  /** 0 ≤ u < 1, a multiple of 2⁻³². */
  uniform(): number
  /** Mean 0, variance 1 (Box–Muller). */
  normal(): number
  /** Of the first `count` that share becomes 0, the others 1 / (1 − share): a dropout (Srivastava et al. 2014). */
  drop(values: Float32Array, count: number, share: number): void
  /** Fisher–Yates, in place. */
  shuffle(items: { [index: number]: number; readonly length: number }): void
}

/** sfc32 of C. Doty-Humphrey: passes PractRand, four words of state. */
export function startRandom(seed: number): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed | 0
  let counter = 1
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first words still show the seed.
  for (let i = 0; i < 16; i++) next()
  const uniform = () => next() / 0x100000000
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    drop(values, count, share) {
      const [scale, limit] = [1 / (1 - share), share * 0x100000000]
      // The words of `next`, whose state is quicker at hand in here.
      let [a1, b1, c1, counter1] = [a, b, c, counter]
      for (let i = 0; i < count; i++) {
        const sum = (((a1 + b1) | 0) + counter1) | 0
        counter1 = (counter1 + 1) | 0
        a1 = b1 ^ (b1 >>> 9)
        b1 = (c1 + (c1 << 3)) | 0
        c1 = (((c1 << 21) | (c1 >>> 11)) + sum) | 0
        values[i] = sum >>> 0 < limit ? 0 : scale
      }
      ;[a, b, c, counter] = [a1, b1, c1, counter1]
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1))
        const kept = items[i]!
        items[i] = items[j]!
        items[j] = kept
      }
    },
  }
}
