import { chmodSync, constants, copyFileSync, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../../problem.ts'
import { openFile } from '../open-file.ts'
import type { StoreFile } from '../store-file.ts'
import type { OnProgress } from './backup-sqlite.ts'
import { changeKey } from './change-key.ts'
import { checkLog } from './check-log.ts'
import { copyReader } from './copy-reader.ts'
import { damageOf, mustBeOurs } from './inspect-sqlite.ts'
import { mustHaveRoom } from './room.ts'
import { settleSqlite } from './settle-sqlite.ts'
import { holdStoreAlone } from './store-lock.ts'
import { removeDatabase, switchFile } from './switch-file.ts'

export type Rekeyed = {
  readonly encrypted: boolean
  readonly conversations: number
  readonly events: number
}

/**
 * Puts a copy under another key (null: none) in the place of a database, in one step, once the copy
 * has been checked. Nothing of the file from before is kept. Problems: `StoreInUse`, `StoreNotFound`,
 * `SameKey`, `NoRoom`, `StoreDamaged`, and those of `openFile`; none has changed anything.
 */
export async function rekeySqlite(
  store: StoreFile,
  key: string | null,
  onProgress: OnProgress = () => {},
): Promise<Rekeyed> {
  const { path } = store
  if (!existsSync(path)) {
    throw new Problem(
      'not-found',
      'StoreNotFound',
      `There is no database ${path} yet. Set DATABASE_KEY_FILE before the first start instead.`,
    )
  }
  if (key === store.key) throw new Problem('invalid', 'SameKey', `${path} has that key already.`)
  const lock = holdStoreAlone(path)
  const copy = { path: `${path}.rekeying`, key }
  try {
    settleSqlite(store)
    mustHaveRoom(dirname(path), statSync(path).size * 1.1)
    onProgress({ stage: 'copying', done: 0, total: 1 })
    removeDatabase(copy.path)
    copyFileSync(path, copy.path, constants.COPYFILE_FICLONE)
    chmodSync(copy.path, 0o600)
    onProgress({ stage: key === null ? 'decrypting' : 'encrypting', done: 0, total: 1 })
    changeKey({ path: copy.path, key: store.key }, key)
    const { conversations, events } = await check(copy, path, onProgress)
    onProgress({ stage: 'switching', done: 0, total: 1 })
    switchFile(copy.path, path, null)
    return { encrypted: key !== null, conversations, events }
  } finally {
    removeDatabase(copy.path)
    lock.release()
  }
}

async function check({ path, key }: StoreFile, named: string, onProgress: OnProgress) {
  const connection = openFile(path, key, { readonly: true })
  try {
    onProgress({ stage: 'checking the file', done: 0, total: 1 })
    const [damage] = damageOf(connection)
    if (damage !== undefined) throw isDamaged(named, damage)
    mustBeOurs(connection, named)
    return await checkLog(copyReader(connection), (done, total) =>
      onProgress({ stage: 'checking the log', done, total }),
    )
  } finally {
    connection.close()
  }
}

const isDamaged = (path: string, why: string) =>
  new Problem(
    'conflict',
    'StoreDamaged',
    `The database ${path} is damaged (${why}), so it was left as it is. Restore a backup: parley restore FILE.`,
  )
