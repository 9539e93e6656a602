import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type CompressedFile = {
  readonly encoding: 'br' | 'gzip'
  /** Another than the plain file's, as the bytes are others. */
  readonly tag: string
  readonly bytes: Buffer
}

const compressors = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
} as const

/** Shorter files fit into one packet as they are. */
const SHORTEST_BYTES = 1_200

/** There are a few dozen; more are of builds that are no more. */
const MOST_KEPT = 100

const kept = new Map<string, Promise<Buffer>>()

/**
 * The file in the best of the `accepted` encodings, compressed once as long as it does not change;
 * null when it is to be sent as it is, or is not there.
 */
export async function compressedFile(
  path: string,
  accepted: readonly string[],
): Promise<CompressedFile | null> {
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
  if (!encoding) return null
  const found = await stat(path).catch(() => null)
  if (!found?.isFile() || found.size < SHORTEST_BYTES) return null
  const version = `${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}-${encoding}`
  return { encoding, tag: `"${version}"`, bytes: await compress(path, version, encoding) }
}

function compress(path: string, version: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const key = `${path} ${version}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const bytes = readFile(path).then(compressors[encoding])
  kept.set(key, bytes)
  bytes.catch(() => kept.delete(key))
  return bytes
}
