import { readFileSync, statSync } from 'node:fs'
import { Problem } from './problem.ts'

type Given = {
  readonly DATABASE_KEY?: string | undefined
  readonly DATABASE_KEY_FILE?: string | undefined
}

/**
 * The key of the database, 32 bytes in hex, as it is set or in the file that is set; null when
 * neither is. Problems 'invalid': `BadKey`, `KeyFileUnreadable`, and `KeyFileOpen` when others on this
 * machine can read the file.
 */
export function storeKey({ DATABASE_KEY, DATABASE_KEY_FILE }: Given): string | null {
  if (DATABASE_KEY_FILE !== undefined) {
    return hexOf(readKeyFile(DATABASE_KEY_FILE), `The key file ${DATABASE_KEY_FILE}`)
  }
  return DATABASE_KEY === undefined ? null : hexOf(DATABASE_KEY, 'DATABASE_KEY')
}

function readKeyFile(path: string): string {
  try {
    const isOpen = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
    if (!isOpen) return readFileSync(path, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'invalid',
      'KeyFileUnreadable',
      `The key file ${path} cannot be read: ${why}. Set DATABASE_KEY_FILE to where it is.`,
      { cause: error },
    )
  }
  throw new Problem(
    'invalid',
    'KeyFileOpen',
    `Others on this machine can read the key file ${path}. Run: chmod go= ${path}`,
  )
}

/** No password: what is derived from one that people remember can be guessed where the file is. */
function hexOf(text: string, where: string): string {
  const key = /^[\da-f]{64}$/i.test(text) ? text.toLowerCase() : bytesOf(text).toString('hex')
  if (key.length === 64) return key
  throw new Problem(
    'invalid',
    'BadKey',
    `${where} should be 32 random bytes, as 64 hex digits or in base64, but is not. Make one: openssl rand -hex 32`,
  )
}

function bytesOf(text: string): Buffer {
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
}
