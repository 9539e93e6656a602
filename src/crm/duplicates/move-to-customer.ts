import { allAmong } from '../all-among.ts'
import { recordEntry } from '../record-entry.ts'
import type { Actor } from '../records/actor.ts'
import { recordShapes } from '../records/record-shapes.ts'
import { uses } from '../records/uses-of.ts'
import { all, insertAll, type Work } from '../work.ts'

/** By table: the keys of the rows that went over. */
export type Moved = Readonly<Record<string, readonly string[]>>

/**
 * Gives all that names one customer to another, or of it what `only` lists. Records get a version more
 * and a line in their history; conversations an event, since their log says whose they are.
 */
export function* moveToCustomer(
  from: string,
  to: string,
  by: Actor,
  at: string,
  only?: Moved,
): Work<Moved> {
  const moved: Record<string, string[]> = {}
  for (const { table, column, key } of uses['customer'] ?? []) {
    const rows = only
      ? yield* allAmong<{ key: string }>(
          `select ${key} as key from ${table} where ${column} = ? and ${key}`,
          only[table] ?? [],
          from,
        )
      : yield* all<{ key: string }>(
          `select ${key} as key from ${table} where ${column} = ? order by ${key}`,
          from,
        )
    const keys = rows.map(({ key }) => String(key))
    if (keys.length === 0) continue
    moved[table] = keys
    if (table === 'conversations') yield* identify(keys, to, at)
    else yield* hand({ table, column, key, keys }, from, to, by, at)
  }
  return moved
}

function* identify(conversations: readonly string[], customer: string, at: string): Work<void> {
  for (const conversation of conversations) {
    const event = { kind: 'identified', customer, how: 'merged' } as const
    yield* recordEntry({ conversation, at, events: [event] }, [JSON.stringify(event)])
  }
}

type Rows = {
  readonly table: string
  readonly column: string
  readonly key: string
  readonly keys: readonly string[]
}

const AT_ONCE = 400

function* hand(rows: Rows, from: string, to: string, by: Actor, at: string): Work<void> {
  const { table, column, key, keys } = rows
  const shape = recordShapes.find((one) => one.table === table)
  for (let begin = 0; begin < keys.length; begin += AT_ONCE) {
    const some = keys.slice(begin, begin + AT_ONCE)
    const version = shape ? ', version = version + 1' : ''
    // Of a note on the customer's own record.
    if (table === 'notes') {
      yield* allAmong(
        `update notes set record = ? where kind = 'customer' and record = ? and id`,
        some,
        to,
        from,
      )
    }
    yield* allAmong(`update ${table} set ${column} = ?${version} where ${key}`, some, to)
    if (!shape) continue
    const now = yield* allAmong<{ key: string; version: number }>(
      `select ${key} as key, version from ${table} where ${key}`,
      some,
    )
    yield* insertAll(
      'record_changes',
      'kind record version customer at by_kind by_id by_name what field was became'.split(' '),
      now.map(({ key, version }) => [
        shape.kind,
        key,
        version,
        to,
        at,
        by.kind,
        by.id,
        by.name,
        'changed',
        'customer',
        JSON.stringify(from),
        JSON.stringify(to),
      ]),
    )
  }
}
