/** Writes archives, also such as no honest tool would. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  readonly name: string
  readonly content?: string | Buffer
  /** Unix mode, such as 0o120777 of a link. */
  readonly mode?: number
  /** What it says of its size, when that is not the truth. */
  readonly says?: number
  /** Bit flags: 1 is encrypted. */
  readonly flags?: number
  /** Takes the bytes of the entry at this place for its own. */
  readonly sharedWith?: number
}

/** `count` is how many entries the archive says it has. */
export function zipOf(entries: readonly ZipEntry[], count = entries.length): Buffer {
  const locals: Buffer[] = []
  const heads: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const { name, content = '', mode = 0o100644, says, flags = 0, sharedWith } of entries) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const bytes = Buffer.from(name)
    const size = says ?? plain.length
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags | 0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crcOf(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(bytes.length, 22)
    const offset = sharedWith === undefined ? at : offsets[sharedWith]!
    offsets.push(offset)
    if (sharedWith === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, bytes, packed])
      locals.push(local)
      at += local.length
    }
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    const madeByUnix = Buffer.from([20, 3])
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeByUnix, common, rest, bytes]))
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

/** Node 20.11 has no crc32 of its own. */
function crcOf(bytes: Buffer): number {
  if (typeof crc32 === 'function') return crc32(bytes)
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
