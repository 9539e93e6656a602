import { closeSync, existsSync, openSync, readSync } from 'node:fs'

const CHUNK = 1024 * 1024

/** Which of the words stand, byte for byte in UTF-8, anywhere in any of the files. */
export function searchFiles(paths: readonly string[], words: readonly string[]): string[] {
  const left = new Map(words.map((word) => [word, Buffer.from(word, 'utf8')]))
  const overlap = Math.max(0, ...[...left.values()].map(({ length }) => length))
  const buffer = Buffer.alloc(CHUNK + overlap)
  const found: string[] = []
  for (const path of paths) {
    if (!existsSync(path)) continue
    const file = openSync(path, 'r')
    try {
      // The end of each chunk is looked at again with the next: a word may lie across both.
      for (let kept = 0; ;) {
        const read = readSync(file, buffer, kept, CHUNK, null)
        if (read === 0) break
        const piece = buffer.subarray(0, kept + read)
        for (const [word, bytes] of left) {
          if (!piece.includes(bytes)) continue
          found.push(word)
          left.delete(word)
        }
        kept = Math.min(overlap, piece.length)
        piece.copy(buffer, 0, piece.length - kept)
      }
    } finally {
      closeSync(file)
    }
  }
  return found
}
