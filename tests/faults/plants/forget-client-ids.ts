/** A planted bug: the client's ids are not kept, so that a message sent again is a new one. */
import type Sqlite from 'better-sqlite3'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'

const prepare = SqliteConnection.prototype.prepare
const columns = ['conversation', 'seq', 'at', 'client_id', 'body']

SqliteConnection.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const statement = prepare.call(this, sql)
  if (sql.startsWith('insert into events')) {
    const run = statement.run.bind(statement)
    statement.run = (values: unknown) =>
      run(
        (values as unknown[]).map((value, i) =>
          columns[i % columns.length] === 'client_id' ? null : value,
        ),
      )
  }
  return statement
} as typeof prepare
