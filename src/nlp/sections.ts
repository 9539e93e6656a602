/**
 * The form of a model file: a mark with the version, the SHA-256 of all that follows, a JSON
 * header, and typed arrays one after another, each at a multiple of eight bytes.
 */
import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'

export type Arrays = Readonly<Record<string, Uint8Array | Int8Array | Uint32Array | Float32Array>>

/** Changes with the meaning of any part; files of another version are refused. */
export const MODEL_VERSION = 3

const MARK = 'PARLEY'
const SUM_AT = 8
const HEADER_AT = SUM_AT + 32 + 8

type Header<Meta> = {
  readonly kind: string
  readonly meta: Meta
  readonly arrays: readonly {
    readonly name: string
    readonly type: string
    readonly length: number
  }[]
}

export function writeSections(kind: string, meta: unknown, arrays: Arrays): Uint8Array {
  const header: Header<unknown> = {
    kind,
    meta,
    arrays: Object.entries(arrays).map(([name, array]) => ({
      name,
      // A Buffer is a Uint8Array too.
      type: array instanceof Uint8Array ? 'Uint8Array' : array.constructor.name,
      length: array.length,
    })),
  }
  const head = Buffer.from(JSON.stringify(header), 'utf8')
  let size = aligned(HEADER_AT + head.length)
  for (const array of Object.values(arrays)) size += aligned(array.byteLength)
  const bytes = Buffer.alloc(size)
  bytes.write(MARK, 0, 'latin1')
  bytes.writeUInt16LE(MODEL_VERSION, MARK.length)
  bytes.writeUInt32LE(head.length, SUM_AT + 32)
  head.copy(bytes, HEADER_AT)
  let at = aligned(HEADER_AT + head.length)
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += aligned(array.byteLength)
  }
  bytes.set(sumOf(bytes), SUM_AT)
  return bytes
}

/** Throws a `Problem` unless the bytes are whole and unaltered. Arrays are copies. */
export function readSections<Meta>(
  kind: string,
  bytes: Uint8Array,
): { meta: Meta; arrays: Arrays } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < HEADER_AT || file.toString('latin1', 0, MARK.length) !== MARK) {
    throw refuse('ModelUnreadable', 'is not a model of Parley or is cut short')
  }
  const version = file.readUInt16LE(MARK.length)
  if (version !== MODEL_VERSION) {
    throw refuse('ModelVersion', `is of version ${version}, this Parley reads ${MODEL_VERSION}`)
  }
  if (!sumOf(file).equals(file.subarray(SUM_AT, SUM_AT + 32))) {
    throw refuse('ModelAltered', 'is cut short or was altered: its checksum is wrong')
  }
  const headLength = file.readUInt32LE(SUM_AT + 32)
  const header = readHeader<Meta>(file.toString('utf8', HEADER_AT, HEADER_AT + headLength))
  if (header.kind !== kind) throw refuse('ModelUnreadable', `holds ${header.kind}, not ${kind}`)
  const arrays: Record<string, Arrays[string]> = {}
  let at = aligned(HEADER_AT + headLength)
  for (const { name, type, length } of header.arrays) {
    const array = read(file, at, type, length)
    arrays[name] = array
    at += aligned(array.byteLength)
  }
  return { meta: header.meta, arrays }
}

// The checksum holds, so that what follows was written by `writeSections`, whoever ran it.
function readHeader<Meta>(text: string): Header<Meta> {
  try {
    return JSON.parse(text) as Header<Meta>
  } catch (cause) {
    throw refuse('ModelUnreadable', 'has a header that is not JSON', cause)
  }
}

const types = { Uint8Array, Int8Array, Uint32Array, Float32Array } as const

function read(file: Buffer, at: number, type: string, length: number): Arrays[string] {
  const maker = Object.hasOwn(types, type) ? types[type as keyof typeof types] : undefined
  if (!maker || !Number.isInteger(length) || length < 0) {
    throw refuse('ModelUnreadable', 'names a kind of numbers that is unknown')
  }
  const size = length * maker.BYTES_PER_ELEMENT
  if (at + size > file.length) throw refuse('ModelUnreadable', 'is shorter than its header says')
  // A copy stands at an aligned address whatever the file's own bytes do.
  const copy = new Uint8Array(size)
  copy.set(file.subarray(at, at + size))
  return new maker(copy.buffer)
}

function sumOf(file: Buffer): Buffer {
  return createHash('sha256')
    .update(file.subarray(0, SUM_AT))
    .update(file.subarray(SUM_AT + 32))
    .digest()
}

function aligned(length: number): number {
  return (length + 7) & ~7
}

function refuse(code: string, why: string, cause?: unknown): Problem {
  return new Problem('invalid', code, `The model file ${why}. Train it anew: npx parley train.`, {
    cause,
  })
}
