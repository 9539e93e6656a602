import { dirname, resolve } from 'node:path'
import type { StoreFile } from '../crm/store-file.ts'
import { type Finding, ok, warning } from './finding.ts'

/** `keyFile` is where the key lies; undefined when it is set by itself. */
export function checkEncryption({ path, key }: StoreFile, keyFile: string | undefined): Finding {
  if (key === null) {
    return ok(
      'encryption',
      'The database is not encrypted. To have it: npx parley rekey --to KEYFILE',
    )
  }
  const says = 'The database and its backups are encrypted'
  const beside = keyFile !== undefined && resolve(keyFile).startsWith(`${dirname(resolve(path))}/`)
  if (!beside) return ok('encryption', `${says}.`)
  return warning(
    'encryption',
    `${says}, but the key lies beside them: whoever copies the folder has both. Move ${keyFile} elsewhere.`,
  )
}
