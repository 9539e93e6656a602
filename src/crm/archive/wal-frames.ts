/**
 * SQLite's write-ahead log, as its file format says: a head of 32 bytes, then a frame for each page
 * that was written, a head of 24 bytes and the page. Source: "WAL-mode File Format" on sqlite.org.
 * In an encrypted database the pages are encrypted, and the checksums are of what is encrypted.
 */

export const HEAD_BYTES = 32
const FRAME_HEAD_BYTES = 24

export type Checksum = readonly [number, number]

export type WalHead = {
  readonly isBigEndian: boolean
  readonly pageBytes: number
  /** How often the log has been begun anew. */
  readonly sequence: number
  /** 16 hex digits, others for each time that the log is begun anew. */
  readonly salt: string
  readonly checksum: Checksum
}

/** Null when there is none yet, or half of one. */
export function readWalHead(bytes: Buffer): WalHead | null {
  if (bytes.length < HEAD_BYTES) return null
  const magic = bytes.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return null
  const isBigEndian = magic === 0x377f0683
  const checksum = add([0, 0], bytes.subarray(0, 24), isBigEndian)
  if (!isAt(bytes, 24, checksum)) return null
  return {
    isBigEndian,
    pageBytes: bytes.readUInt32BE(8),
    sequence: bytes.readUInt32BE(12),
    salt: bytes.toString('hex', 16, 24),
    checksum,
  }
}

export type Committed = {
  /** The last image of each page, by its number. */
  readonly pages: ReadonlyMap<number, Buffer>
  /** Of the database after the last commit, in pages. */
  readonly size: number
  /** Bytes of frames up to the last commit, and the checksum there. */
  readonly bytes: number
  readonly checksum: Checksum
}

/**
 * The pages of all whole transactions at the beginning of `bytes`, which are what stands in the log
 * from where the running checksum was `from`. What follows them is half written, or older.
 */
export function readCommitted(bytes: Buffer, head: WalHead, from: Checksum): Committed {
  const { pageBytes, isBigEndian, salt } = head
  const frameBytes = FRAME_HEAD_BYTES + pageBytes
  const pages = new Map<number, Buffer>()
  let pending: [number, Buffer][] = []
  let committed = { size: 0, bytes: 0, checksum: from }
  let checksum = from
  for (let at = 0; at + frameBytes <= bytes.length; at += frameBytes) {
    if (bytes.toString('hex', at + 8, at + 16) !== salt) break
    const page = bytes.subarray(at + FRAME_HEAD_BYTES, at + frameBytes)
    checksum = add(add(checksum, bytes.subarray(at, at + 8), isBigEndian), page, isBigEndian)
    if (!isAt(bytes, at + 16, checksum)) break
    pending.push([bytes.readUInt32BE(at), page])
    const size = bytes.readUInt32BE(at + 4)
    if (size === 0) continue
    for (const [number, image] of pending) pages.set(number, image)
    pending = []
    committed = { size, bytes: at + frameBytes, checksum }
  }
  // What a transaction cut off is not there any more.
  for (const number of pages.keys()) if (number > committed.size) pages.delete(number)
  return { pages, ...committed }
}

const isAt = (bytes: Buffer, at: number, [one, two]: Checksum): boolean =>
  bytes.readUInt32BE(at) === one && bytes.readUInt32BE(at + 4) === two

function add([one, two]: Checksum, bytes: Buffer, isBigEndian: boolean): Checksum {
  let a = one
  let b = two
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + words.getUint32(at, !isBigEndian) + b) >>> 0
    b = (b + words.getUint32(at + 4, !isBigEndian) + a) >>> 0
  }
  return [a, b]
}
