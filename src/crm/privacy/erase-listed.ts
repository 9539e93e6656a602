import type { Database } from '../database.ts'
import { type Erasure, erasureHash, erasuresIn } from '../keeping/erasure-list.ts'
import { forgetConversation } from '../search/forget.ts'
import { eraseConversation } from './erase-conversation.ts'
import { eraseCustomer } from './erase-customer.ts'
import { rememberErasure } from './remember-erasure.ts'

/**
 * Erases again, in a restored store, whoever was erased after its backup was made. What the store's
 * own list names is left alone: it was erased before, and who has come back since is welcome.
 * Returns how many customers and conversations were erased.
 */
export async function eraseListed(db: Database, erasures: readonly Erasure[]): Promise<number> {
  const known = new Set((await erasuresIn(db)).map(({ hash }) => hash))
  const missing = erasures.filter(({ hash }) => !known.has(hash))
  if (missing.length === 0) return 0
  const hashes = new Set(missing.map(({ hash }) => hash))
  const salts = [...new Set(missing.map(({ salt }) => salt))]
  const isListed = (kind: Erasure['kind'], id: string) =>
    salts.some((salt) => hashes.has(erasureHash(salt, kind, id)))

  let count = 0
  const customers = await db.all<{ id: string }>('select id from customers')
  for (const { id } of customers) {
    if (!isListed('customer', id)) continue
    await eraseCustomer(db, id, { isAgain: true })
    count++
  }
  // Those that were not known to be theirs when the backup was made.
  const conversations = await db.all<{ key: number; id: string }>(
    'select key, id from conversations',
  )
  for (const { key, id } of conversations) {
    if (!isListed('conversation', id)) continue
    await db.write(function* () {
      yield* forgetConversation(db, id)
      yield* eraseConversation(key, new Date().toISOString())
    })
    count++
  }
  await db.write(function* () {
    for (const erasure of missing) yield* rememberErasure(erasure)
  })
  return count
}
