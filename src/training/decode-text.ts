/**
 * A file's bytes as text: UTF-8, or UTF-16 when it begins with its mark. Otherwise why not, and the
 * line (from 1) where it shows.
 */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string } | { readonly refused: string; readonly line: number } {
  const encoding = encodingOf(bytes)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return {
      refused:
        encoding === 'utf-8'
          ? 'The file is not UTF-8 text (it may be Latin-1, GBK or not text at all)'
          : `The file is marked as ${encoding.toUpperCase()} but is not`,
      line: encoding === 'utf-8' ? firstBrokenLine(bytes) : 1,
    }
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    return {
      refused: 'The file holds NUL characters: it is binary, or UTF-16 without its mark',
      line: text.slice(0, nul).split('\n').length,
    }
  }
  return { text }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, at))
    } catch {
      return line
    }
    line++
    start = at + 1
  }
  return 1
}
