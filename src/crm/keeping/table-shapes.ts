import type Sqlite from 'better-sqlite3'
import { migrations } from '../migrations.ts'
import { SqliteConnection } from '../sqlite-connection.ts'

export type TableShape = {
  readonly table: string
  readonly columns: readonly string[]
  /** The columns of the primary key; none for a table of one row. */
  readonly key: readonly string[]
}

/**
 * The tables that hold data, each after those that its rows name. What is derived from them or an
 * engine keeps of its own, such as all that the search reads, is not among them.
 */
export function tableShapes(): TableShape[] {
  const connection = new SqliteConnection(':memory:')
  try {
    for (const step of migrations) connection.exec(step('sqlite'))
    const tables = connection.pragma('table_list') as { name: string; type: string }[]
    const names = tables
      .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
      .map(({ name }) => name)
      .filter((name) => name !== 'migrations' && !name.startsWith('search_'))
      .toSorted()
    return inOrder(connection, names).map((table) => shapeOf(connection, table))
  } finally {
    connection.close()
  }
}

function shapeOf(connection: Sqlite.Database, table: string): TableShape {
  const columns = connection.pragma(`table_info(${table})`) as { name: string; pk: number }[]
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
  return { table, columns: columns.map(({ name }) => name), key: key.map(({ name }) => name) }
}

/** Those without a key last: triggers on others count in them. */
function inOrder(connection: Sqlite.Database, names: readonly string[]): string[] {
  const sorted: string[] = []
  const visit = (name: string): void => {
    if (sorted.includes(name)) return
    const named = connection.pragma(`foreign_key_list(${name})`) as { table: string }[]
    for (const { table } of named) if (table !== name) visit(table)
    sorted.push(name)
  }
  for (const name of names) visit(name)
  const hasKey = (name: string) => shapeOf(connection, name).key.length > 0
  return [...sorted.filter(hasKey), ...sorted.filter((name) => !hasKey(name))]
}
