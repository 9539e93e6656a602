import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, read as readFile, writeFileSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { sync } from '../keeping/switch-file.ts'
import { aboutFile, baseFile } from './archive-folder.ts'

const read = promisify(readFile)
const AT_ONCE = 4 * 1024 * 1024

/**
 * Copies a database file that nobody writes into meanwhile. `file` stays open: closing it would end
 * the locks that this process has on it. Calls `between` as it goes.
 */
export async function copyBase(
  file: number,
  folder: string,
  at: Date,
  between: () => void,
): Promise<void> {
  const target = openSync(baseFile(folder), 'w', 0o600)
  const hash = createHash('sha256')
  try {
    const buffer = Buffer.alloc(AT_ONCE)
    for (let position = 0; ;) {
      const { bytesRead } = await read(file, buffer, 0, AT_ONCE, position)
      if (bytesRead === 0) break
      writeSync(target, buffer, 0, bytesRead)
      hash.update(buffer.subarray(0, bytesRead))
      position += bytesRead
      between()
    }
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
  const about = { at: at.toISOString(), sha256: hash.digest('hex') }
  writeFileSync(aboutFile(folder), `${JSON.stringify(about)}\n`, { mode: 0o600 })
  sync(aboutFile(folder))
  sync(folder)
}
