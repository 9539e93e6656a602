/** A planted bug: what is acknowledged is committed only a tenth of a second later. */
import type Sqlite from 'better-sqlite3'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'

const prepare = SqliteConnection.prototype.prepare
const scheduled = new WeakSet<Sqlite.Database>()

SqliteConnection.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql)
  const run = statement.run.bind(statement)
  if (sql === 'begin immediate') {
    statement.run = () => (this.inTransaction ? { changes: 0, lastInsertRowid: 0 } : run([]))
  }
  if (sql === 'commit') {
    statement.run = () => {
      if (!scheduled.has(this)) {
        scheduled.add(this)
        setTimeout(() => {
          scheduled.delete(this)
          run([])
        }, 100)
      }
      return { changes: 0, lastInsertRowid: 0 }
    }
  }
  return statement
} as typeof prepare
