import type Sqlite from 'better-sqlite3'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'

/** A connection of one's own to a file, read like the store. */
export function copyReader(connection: Sqlite.Database): Pick<Database, 'all'> {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    all<R extends Row>(sql: string, ...params: readonly unknown[]): Promise<R[]> {
      let statement = statements.get(sql)
      if (!statement) statements.set(sql, (statement = connection.prepare(sql)))
      if (statement.reader) return Promise.resolve(statement.all(...params) as R[])
      statement.run(...params)
      return Promise.resolve([])
    },
  }
}
