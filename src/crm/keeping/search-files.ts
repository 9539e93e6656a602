import { closeSync, existsSync, openSync, readSync } from 'node:fs'

const CHUNK = 1024 * 1024

/**
 * Which of the words stand, byte for byte in UTF-8, anywhere in any of the files. A number that goes
 * on with another digit is another number.
 */
export function searchFiles(paths: readonly string[], words: readonly string[]): string[] {
  const left = new Map(words.filter(Boolean).map((word) => [word, Buffer.from(word, 'utf8')]))
  const found: string[] = []
  for (const path of paths) {
    if (!existsSync(path)) continue
    for (const { bytes, isLast } of chunksOf(path, longest(left.values()) + 1)) {
      for (const [word, wanted] of left) {
        if (!stands(wanted, bytes, isLast)) continue
        found.push(word)
        left.delete(word)
      }
    }
  }
  return found
}

const longest = (all: Iterable<Buffer>) => Math.max(0, ...[...all].map(({ length }) => length))

/** Each begins with the end of the one before, as a word may lie across both. */
function* chunksOf(path: string, overlap: number): Generator<{ bytes: Buffer; isLast: boolean }> {
  const buffer = Buffer.alloc(CHUNK + overlap)
  const file = openSync(path, 'r')
  try {
    for (let kept = 0; ;) {
      const read = readSync(file, buffer, kept, CHUNK, null)
      const bytes = buffer.subarray(0, kept + read)
      yield { bytes, isLast: read === 0 }
      if (read === 0) return
      kept = Math.min(overlap, bytes.length)
      bytes.copy(buffer, 0, bytes.length - kept)
    }
  } finally {
    closeSync(file)
  }
}

function stands(word: Buffer, bytes: Buffer, isLast: boolean): boolean {
  const isNumber = isDigit(word.at(-1))
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) {
    const next = bytes[at + word.length]
    // What comes next is known with the next chunk, which begins with this word.
    if (next === undefined && !isLast) return false
    if (!(isNumber && isDigit(next))) return true
  }
  return false
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39
