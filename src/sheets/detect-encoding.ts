import { analyse } from 'chardet'
import type { Encoding } from './encoding.ts'

export type Detected = {
  readonly encoding: Encoding
  /** Bytes of the byte order mark at the beginning. */
  readonly markBytes: number
}

/**
 * Tells the encoding by the beginning of a file: by its byte order mark; by the zeros that UTF-16
 * has beside every comma; as UTF-8 when all of it is valid; else by how often which bytes follow
 * each other (chardet, after Mozilla's and ICU's detectors), where anything but Chinese is taken
 * for Windows-1252. GBK is read as GB18030, which contains it.
 */
export function detectEncoding(beginning: Buffer): Detected {
  const [first, second, third] = beginning
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { encoding: 'utf-8', markBytes: 3 }
  }
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  return { encoding: withoutMark(beginning), markBytes: 0 }
}

function withoutMark(beginning: Buffer): Encoding {
  const zeros = [0, 0]
  beginning.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]! += 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd > 0) return odd >= even ? 'utf-16le' : 'utf-16be'
  if (isUtf8(beginning)) return 'utf-8'
  for (const { name } of analyse(beginning)) {
    if (name === 'GB18030') return 'gb18030'
    if (name === 'Big5') return 'big5'
    if (name.startsWith('windows-') || name.startsWith('ISO-8859-')) return 'windows-1252'
  }
  return 'windows-1252'
}

function isUtf8(beginning: Buffer): boolean {
  try {
    // As a stream: a character may be cut where the beginning ends.
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true })
    return true
  } catch {
    return false
  }
}
