import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Problem } from '../../problem.ts'
import { sync } from './switch-file.ts'

export const checksumFile = (path: string): string => `${path}.sha256`

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

/** Writes the checksum of `path` for its later name, as `sha256sum -c` reads it. */
export async function writeChecksum(path: string, named: string): Promise<string> {
  const sum = await sha256Of(path)
  const temporary = `${checksumFile(named)}.tmp`
  writeFileSync(temporary, `${sum}  ${basename(named)}\n`, { mode: 0o600 })
  sync(temporary)
  renameSync(temporary, checksumFile(named))
  return sum
}

/** Problem 'invalid' `BackupAltered` when the file is not byte for byte what was written. */
export async function mustMatchChecksum(path: string): Promise<void> {
  const beside = checksumFile(path)
  if (!existsSync(beside)) {
    throw new Problem(
      'invalid',
      'ChecksumMissing',
      `There is no ${beside}: without it nobody can tell whether ${path} is whole. Copy it from where the backup was made.`,
    )
  }
  const [wanted] = readFileSync(beside, 'utf8').split(/\s/)
  if (wanted === (await sha256Of(path))) return
  throw new Problem(
    'invalid',
    'BackupAltered',
    `${path} is not as it was written: it was cut short or altered. Take another copy of it, or an earlier backup.`,
  )
}
