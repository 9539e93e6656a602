import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { connectSqlite } from '../connect-sqlite.ts'
import { migrate } from '../migrate.ts'
import { openSqlite } from '../sqlite.ts'
import type { StoreFile } from '../store-file.ts'
import { copyReader } from './copy-reader.ts'
import type { Target } from './move-store.ts'
import { settleSqlite } from './settle-sqlite.ts'
import { holdStoreAlone } from './store-lock.ts'
import { removeDatabase, switchFile } from './switch-file.ts'

/** A new database file, which gets its name once all is in it. */
export async function sqliteTarget({ path, key }: StoreFile): Promise<Target> {
  if (existsSync(path)) {
    throw new Problem('conflict', 'FileExists', `${path} is there already. Name a new file.`)
  }
  mkdirSync(dirname(path), { recursive: true })
  const lock = holdStoreAlone(path)
  const moving = `${path}.moving`
  removeDatabase(moving)
  const db = openSqlite({ path: moving, key })
  await migrate(db)
  await db.close()
  const connection = connectSqlite(moving, key)
  connection.exec('begin')
  const { all, close } = side(connection, () => {
    removeDatabase(moving)
    lock.release()
  })
  return {
    name: path,
    all,
    close,
    insert({ table, columns }, rows) {
      const marks = columns.map(() => '?').join(', ')
      const insert = connection.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${marks})`,
      )
      for (const row of rows) insert.run(row)
      return Promise.resolve()
    },
    finish() {
      connection.exec('commit')
      connection.close()
      settleSqlite({ path: moving, key })
      switchFile(moving, path, null)
      return Promise.resolve()
    },
  }
}

function side(connection: Sqlite.Database, release: () => void): Pick<Target, 'all' | 'close'> {
  const { all } = copyReader(connection)
  return {
    all,
    close() {
      if (connection.open) connection.close()
      release()
      return Promise.resolve()
    },
  }
}
