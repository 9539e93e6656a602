import { StringDecoder } from 'node:string_decoder'
import type { Entry, ZipFile } from 'yauzl'
import { Problem } from '../problem.ts'

/** What one part of a workbook may unpack to; a million rows of twenty cells take 800 MB. */
const MOST_BYTES = 1_500_000_000

/**
 * The text of a part, in pieces. Bytes are counted as they come, whatever the archive says of
 * itself. Problem 'invalid' `SheetTooLarge`.
 */
export async function* unpackEntry(
  zip: ZipFile,
  entry: Entry,
  mostBytes = MOST_BYTES,
): AsyncGenerator<string> {
  // Checked by our own count: yauzl's would end with an error of its own.
  const stream = await zip.openReadStreamPromise(entry)
  const decoder = new StringDecoder('utf8')
  let bytes = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > mostBytes) {
      throw new Problem(
        'invalid',
        'SheetTooLarge',
        `The workbook unpacks to more than ${mostBytes / 1e6} MB. Split it, or save it as CSV.`,
      )
    }
    yield decoder.write(piece)
  }
}
