import { openDatabase } from '../src/crm/database.ts'
import { sqlite } from './databases.ts'

/** Makes the empty SQLite store that those of all tests are copies of. Resolves to what removes it. */
export async function makeTemplate(): Promise<() => void | Promise<void>> {
  const { url, remove } = await sqlite.place()
  const db = await openDatabase(url)
  await db.close()
  process.env['TEMPLATE_SQLITE'] = url
  return remove
}
