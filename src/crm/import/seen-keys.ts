import { hashOf } from '../hash-of.ts'

/**
 * Remembers on which line a text first stood, in 12 bytes a text: by 53 bits of its hash, in an open
 * table. Of a million texts two are taken for the same once in 18,000 files.
 */
export function seenKeys(): (text: string, line: number) => number | null {
  let hashes = new Float64Array(1_024)
  let lines = new Uint32Array(1_024)
  let count = 0

  function place(hash: number): number {
    let at = hash % hashes.length
    while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) % hashes.length
    return at
  }

  function grow(): void {
    const old = { hashes, lines }
    hashes = new Float64Array(old.hashes.length * 2)
    lines = new Uint32Array(hashes.length)
    old.hashes.forEach((hash, i) => {
      if (hash === 0) return
      const at = place(hash)
      hashes[at] = hash
      lines[at] = old.lines[i]!
    })
  }

  return (text, line) => {
    const hash = hashOf(text)
    const at = place(hash)
    if (hashes[at] !== 0) return lines[at]!
    hashes[at] = hash
    lines[at] = line
    count += 1
    if (count * 2 > hashes.length) grow()
    return null
  }
}
