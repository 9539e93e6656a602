/** The hashes of the tagger's features. */

export const PRIME = 0x01000193

export function hashWord(text: string): number {
  return hashPart(text, 0, text.length)
}

/** FNV-1a over UTF-16 units. */
export function hashPart(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash
}

/** Of two hashes in their order. */
export function hashPair(a: number, b: number): number {
  return Math.imul(a, 0x9e3779b1) ^ ((b << 13) | (b >>> 19))
}

/** The last step of MurmurHash3: every bit tells on every other. */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
