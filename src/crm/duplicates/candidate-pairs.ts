import { hashOf } from '../hash-of.ts'

/** Bigger blocks are of something common, such as one city's families Wang: they say too little. */
const LARGEST = 40

export type Pairs = {
  /** Indices of two records that share a key, each pair once, in order. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Blocks that were left out. */
  readonly tooCommon: number
}

/**
 * Collects records by their keys, 12 bytes a key, and pairs those that share one. What it costs grows
 * with the number of keys, and never with the square of the records.
 */
export function candidatePairs() {
  let hashes = new Float64Array(4_096)
  let owners = new Uint32Array(4_096)
  let count = 0

  function add(record: number, keys: readonly string[]): void {
    if (count + keys.length > hashes.length) {
      const [old, oldOwners] = [hashes, owners]
      hashes = new Float64Array(old.length * 2)
      owners = new Uint32Array(old.length * 2)
      hashes.set(old)
      owners.set(oldOwners)
    }
    for (const key of new Set(keys)) {
      hashes[count] = hashOf(key)
      owners[count] = record
      count += 1
    }
  }

  function pairs(): Pairs {
    const order = new Uint32Array(count).map((_, i) => i).sort((a, b) => hashes[a]! - hashes[b]!)
    const found = new Set<number>()
    let tooCommon = 0
    for (let from = 0; from < count;) {
      let to = from + 1
      while (to < count && hashes[order[to]!] === hashes[order[from]!]) to += 1
      if (to - from > LARGEST) tooCommon += 1
      else
        addPairs(
          found,
          Array.from(order.subarray(from, to), (i) => owners[i]!),
        )
      from = to
    }
    const sorted = [...found].toSorted((a, b) => a - b)
    return { pairs: sorted.map((pair) => [Math.floor(pair / MOST), pair % MOST]), tooCommon }
  }
  return { add, pairs }
}

/** More records than this cannot be told apart in one number. */
const MOST = 2 ** 26

function addPairs(found: Set<number>, block: readonly number[]): void {
  for (const [i, a] of block.entries()) {
    for (const b of block.slice(i + 1)) {
      if (a !== b) found.add(Math.min(a, b) * MOST + Math.max(a, b))
    }
  }
}
