import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sync } from '../crm/keeping/switch-file.ts'

/** A new random key of 32 bytes, in hex, for the owner's eyes only, on the disk before it is used. */
export function writeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  sync(path)
  sync(dirname(path))
}
