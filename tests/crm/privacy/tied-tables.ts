import { tableShapes } from '../../../src/crm/keeping/table-shapes.ts'
import { migrations } from '../../../src/crm/migrations.ts'
import { SqliteConnection } from '../../../src/crm/sqlite-connection.ts'

/** The tables whose rows the schema ties to a customer: by a reference, however long the way, or by name. */
export function tiedTables(): string[] {
  const connection = new SqliteConnection(':memory:')
  for (const step of migrations) connection.exec(step('sqlite'))
  const shapes = tableShapes()
  const tied = new Set(
    shapes
      .filter(({ table, columns }) => table === 'customers' || columns.some(isNaming))
      .map(({ table }) => table),
  )
  // Each stands after those that it refers to.
  for (const { table } of shapes) {
    const named = connection.pragma(`foreign_key_list(${table})`) as { table: string }[]
    if (named.some((one) => tied.has(one.table))) tied.add(table)
  }
  connection.close()
  return [...tied].toSorted()
}

const isNaming = (column: string): boolean =>
  ['customer', 'conversation', 'visitor', 'record', 'kept'].includes(column)
