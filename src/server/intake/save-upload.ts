import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../problem.ts'

export const LARGEST_UPLOAD = 128 * 1024 * 1024

/** Writes a request's body to a file as it comes. Problem 'invalid' `UploadTooLarge`; nothing stays then. */
export async function saveUpload(
  request: IncomingMessage,
  path: string,
  largest = LARGEST_UPLOAD,
): Promise<void> {
  const tooLarge = () =>
    new Problem(
      'invalid',
      'UploadTooLarge',
      `The file is larger than ${Math.floor(largest / 1024 / 1024)} MB. Split it, or use parley import-records.`,
    )
  if (Number(request.headers['content-length'] ?? 0) > largest) throw tooLarge()
  let bytes = 0
  try {
    await pipeline(
      request,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          bytes += piece.length
          if (bytes > largest) throw tooLarge()
          yield piece
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    )
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
