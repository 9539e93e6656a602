import { setImmediate as aMoment } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { hashOf } from '../hash-of.ts'
import { blockKeysOf } from './block-keys.ts'
import { candidateOf, type Candidate, type CustomerRow } from './candidate.ts'
import { candidatePairs } from './candidate-pairs.ts'
import { compare, type Chances, type Comparison } from './compare.ts'

export type FoundPair = Comparison & { readonly a: string; readonly b: string }

export type DuplicateSearch = {
  readonly customers: number
  /** Pairs that were compared. */
  readonly compared: number
  /** Keys that too many customers share to be compared by. */
  readonly tooCommon: number
  /** The surest first. */
  readonly found: readonly FoundPair[]
}

/** From this probability on a pair is proposed. */
const LEAST = 0.7
const PAGE = 1_000
const PAIRS_AT_ONCE = 400

/**
 * Looks for customers who are there twice. All are read once for the keys that they can be found by,
 * then those that share a key once more to be compared: memory holds their ids, keys and pairs only.
 */
export async function findDuplicates(
  db: Pick<Database, 'all'>,
  onProgress: (stage: string, done: number, total: number) => void = () => {},
): Promise<DuplicateSearch> {
  const ids: string[] = []
  const blocks = candidatePairs()
  const namesakes = new Map<number, number>()
  const [size] = await db.all<{ total: number }>('select count(*) as total from customers')
  for await (const rows of customersOf(db)) {
    for (const row of rows) {
      const candidate = candidateOf(row)
      blocks.add(ids.length, blockKeysOf(candidate))
      ids.push(row.id)
      const hash = lettersOf(candidate.name)
      namesakes.set(hash, (namesakes.get(hash) ?? 0) + 1)
    }
    onProgress('reading', ids.length, Number(size?.total ?? 0))
    await aMoment()
  }
  const { pairs, tooCommon } = blocks.pairs()
  const chances: Chances = {
    customers: ids.length,
    namesakes: (name) => namesakes.get(lettersOf(name)) ?? 1,
  }
  const found: FoundPair[] = []
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const some = pairs.slice(from, from + PAIRS_AT_ONCE)
    const candidates = await candidatesOf(
      db,
      some.flatMap((pair) => pair.map((i) => ids[i]!)),
    )
    for (const [a, b] of some) {
      const [one, other] = [candidates.get(ids[a]!), candidates.get(ids[b]!)]
      // Either may have been erased meanwhile.
      if (!one || !other) continue
      const comparison = compare(one, other, chances)
      if (comparison.probability >= LEAST) found.push({ a: one.id, b: other.id, ...comparison })
    }
    onProgress('comparing', from + some.length, pairs.length)
    await aMoment()
  }
  return {
    customers: ids.length,
    compared: pairs.length,
    tooCommon,
    found: found.toSorted((a, b) => b.probability - a.probability),
  }
}

const lettersOf = (name: readonly string[]): number => hashOf(name.toSorted().join(' '))

const columns = 'id, name, email, phone, address, city, country, postcode'

async function* customersOf(db: Pick<Database, 'all'>): AsyncGenerator<CustomerRow[]> {
  for (let after = ''; ;) {
    const rows = await db.all<CustomerRow>(
      `select ${columns} from customers where id > ? order by id limit ${PAGE}`,
      after,
    )
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows
  }
}

async function candidatesOf(
  db: Pick<Database, 'all'>,
  ids: readonly string[],
): Promise<Map<string, Candidate>> {
  const unique = [...new Set(ids)]
  const rows = await db.all<CustomerRow>(
    `select ${columns} from customers where id in (${unique.map(() => '?').join(', ')})`,
    ...unique,
  )
  return new Map(rows.map((row) => [row.id, candidateOf(row)]))
}
