import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../problem.ts'

/** What one look at the log brought: whole transactions, up to a place in the log at a time. */
const head = z.object({
  /** All of it was committed by then; ISO 8601, UTC. */
  at: z.string(),
  /** Of the log that it stood in, and up to which byte; the running checksum there. */
  salt: z.string(),
  sequence: z.number(),
  until: z.number(),
  checksum: z.tuple([z.number(), z.number()]),
  /** Of the database afterwards, in pages, and of a page, in bytes. */
  size: z.number(),
  pageBytes: z.number(),
  /** How many pages follow, each after its number, and their SHA-256. */
  pages: z.number(),
  sha256: z.string(),
  /** The hash of the record before: none can be altered, left out or put in. */
  before: z.string(),
})

export type RecordHead = Readonly<z.output<typeof head>>

export type ArchiveRecord = {
  readonly head: RecordHead
  readonly hash: string
  readonly pages: readonly (readonly [number: number, image: Buffer])[]
}

/** 4 bytes: how long the head is; the head, a JSON object; the pages, 4 bytes of number and one page. */
export function writeRecord(
  given: Omit<RecordHead, 'pages' | 'sha256' | 'before'>,
  pages: ReadonlyMap<number, Buffer>,
  before: string,
): { bytes: Buffer; hash: string } {
  const parts: Buffer[] = []
  for (const [number, image] of pages) parts.push(uint32(number), image)
  const body = Buffer.concat(parts)
  const text = JSON.stringify({ ...given, pages: pages.size, sha256: sha256(body), before })
  const bytes = Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text), body])
  return { bytes, hash: sha256(Buffer.from(text)) }
}

/**
 * The record at a place in a file; null at its end, or where a crash cut the last one short. Problem
 * 'invalid' `ArchiveAltered` when it is not what was written after the record of hash `before`.
 */
export function readRecord(
  read: (at: number, bytes: number) => Buffer,
  at: number,
  before: string,
  where: string,
): (ArchiveRecord & { readonly bytes: number }) | null {
  const length = read(at, 4)
  if (length.length < 4) return null
  const headBytes = length.readUInt32BE(0)
  if (headBytes > 10_000) throw isAltered(where)
  const text = read(at + 4, headBytes)
  if (text.length < headBytes) return null
  const parsed = head.safeParse(jsonOf(text.toString()))
  if (!parsed.success || parsed.data.before !== before) throw isAltered(where)
  const each = 4 + parsed.data.pageBytes
  const body = read(at + 4 + headBytes, parsed.data.pages * each)
  if (body.length < parsed.data.pages * each) return null
  if (sha256(body) !== parsed.data.sha256) throw isAltered(where)
  const pages = Array.from({ length: parsed.data.pages }, (_, i) => {
    const from = i * each
    return [body.readUInt32BE(from), body.subarray(from + 4, from + each)] as const
  })
  return { head: parsed.data, hash: sha256(text), pages, bytes: 4 + headBytes + body.length }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isAltered = (where: string) =>
  new Problem('invalid', 'ArchiveAltered', `The archive is not as it was written: ${where}.`)
