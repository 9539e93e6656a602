import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../problem.ts'
import { refusedPath } from './refused-path.ts'

export type ZippedFile = { readonly path: string; readonly bytes: Uint8Array }

const mostEntries = 20_000
/** Of all files, unpacked, as counted and not as the archive says of itself. */
const mostBytes = 100_000_000
const largestFile = 20_000_000

/**
 * The files of an archive, in memory; nothing is written to disk. Refused with a Problem that says
 * why: archives that unpack to too much, hold archives, share bytes between files, or name files
 * that a disk would take for others.
 */
export async function openZip(bytes: Uint8Array, name: string): Promise<ZippedFile[]> {
  const zip = await opened(bytes, name)
  if (zip.entryCount > mostEntries) {
    throw refuse(
      'ZipTooMany',
      name,
      `holds ${zip.entryCount} entries; at most ${mostEntries} are read`,
    )
  }
  const entries = await entriesOf(zip, name)
  checkNames(entries, name)
  checkOverlaps(entries, bytes.length, name)
  const files: ZippedFile[] = []
  let left = mostBytes
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const unpacked = await unpack(zip, entry, Math.min(left, largestFile), name)
    left -= unpacked.length
    if (isZip(unpacked)) {
      throw refuse(
        'ZipNested',
        name,
        `holds another archive, ${entry.fileName}. Unpack that one first`,
      )
    }
    files.push({ path: entry.fileName, bytes: unpacked })
  }
  return files
}

export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    (bytes[2] === 3 || bytes[2] === 5) &&
    bytes[3] === bytes[2] + 1
  )
}

async function opened(bytes: Uint8Array, name: string): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  } catch (cause) {
    throw broken(name, cause)
  }
}

async function entriesOf(zip: ZipFile, name: string): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    if (/absolute path|relative path|invalid characters/.test(why)) {
      throw refuse('ZipPath', name, `names a file outside of itself (${why})`)
    }
    throw broken(name, cause)
  }
  return entries
}

function checkNames(entries: readonly Entry[], name: string): void {
  const seen = new Map<string, string>()
  for (const entry of entries) {
    const { fileName } = entry
    if (entry.isEncrypted()) throw refuse('ZipEncrypted', name, `is encrypted (${fileName})`)
    // Unix keeps what a file is in the upper half: 0o120000 is a link.
    const type = (entry.externalFileAttributes >>> 16) & 0o170000
    const isUnix = entry.versionMadeBy >>> 8 === 3
    if (isUnix && type !== 0 && type !== 0o100000 && type !== 0o040000) {
      throw refuse('ZipLink', name, `holds a link or a device, ${fileName}`)
    }
    const why = refusedPath(fileName)
    if (why) throw refuse('ZipPath', name, `names the file ${JSON.stringify(fileName)}, ${why}`)
    const path = fileName.replace(/\/$/, '')
    const folded = path.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) {
      throw refuse(
        'ZipNameClash',
        name,
        `holds both ${other} and ${path}, which one disk takes for the same`,
      )
    }
    seen.set(folded, path)
  }
}

/** Files that share their packed bytes make a bomb of a few kilobytes. */
function checkOverlaps(entries: readonly Entry[], size: number, name: string): void {
  const inOrder = entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )
  let end = 0
  for (const { relativeOffsetOfLocalHeader: start, compressedSize, fileName } of inOrder) {
    if (start < end || start + compressedSize > size) {
      throw refuse('ZipOverlap', name, `holds files that lie upon each other (${fileName})`)
    }
    end = start + localHeaderBytes + Buffer.byteLength(fileName) + compressedSize
  }
}

/** Of a local file header, without the name. */
const localHeaderBytes = 30

async function unpack(zip: ZipFile, entry: Entry, most: number, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > most) {
        stream.destroy()
        throw refuse('ZipBomb', name, `unpacks to more than ${most} bytes (at ${entry.fileName})`)
      }
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    // The library counts as well, against what the entry says of itself.
    if (cause instanceof Error && /too many bytes/.test(cause.message)) {
      throw refuse('ZipBomb', name, `holds ${entry.fileName}, which unpacks to more than it says`)
    }
    throw broken(name, cause)
  }
  return Buffer.concat(chunks)
}

function refuse(code: string, name: string, why: string): Problem {
  return new Problem('invalid', code, `The archive ${name} ${why}.`)
}

function broken(name: string, cause: unknown): Problem {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Problem('invalid', 'ZipBroken', `The archive ${name} cannot be read: ${why}.`, {
    cause,
  })
}
