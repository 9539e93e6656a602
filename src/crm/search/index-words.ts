import type { Engine } from '../database.ts'
import { all, insertEach, run, type Work } from '../work.ts'
import type { Kind } from './query-fields.ts'

/** The words of one message or record, in their order. */
export type Words = { readonly id: number; readonly words: readonly string[] }

/** Puts new ones into the index of their kind. */
export function* addWords(engine: Engine, kind: Kind, texts: readonly Words[]): Work<void> {
  const rows = texts.filter(({ words }) => words.length > 0)
  if (rows.length === 0) return
  yield* insertEach(
    `insert into search_${kind}s (rowid, words) values (?, ?)`,
    rows.map(({ id, words }) => [id, engine === 'sqlite' ? words.join(' ') : vectorOf(words)]),
  )
  yield* count(rows.map(({ words }) => words))
}

/** Takes those with these numbers out of the index; of what is not in it nothing happens. */
export function* removeWords(engine: Engine, kind: Kind, ids: readonly number[]): Work<void> {
  const removed: string[][] = []
  for (const id of ids) {
    const [row] = yield* all<{ words: string }>(
      engine === 'sqlite'
        ? `select words from search_${kind}s where rowid = ?`
        : `select array_to_string(tsvector_to_array(words), ' ') as words from search_${kind}s
           where rowid = ?`,
      id,
    )
    if (!row) continue
    removed.push(row.words.split(' '))
    yield* run(`delete from search_${kind}s where rowid = ?`, id)
  }
  yield* discount(removed)
}

/** PostgreSQL keeps positions up to this, and refuses nothing beyond it. */
const vectorOf = (words: readonly string[]): string =>
  words.map((word, i) => `'${word}':${Math.min(i + 1, 16_383)}`).join(' ')

/**
 * How many messages and records have a word. Numbers and codes are left out: nobody misspells
 * them into each other on purpose, and they are as many as the orders.
 */
function* count(texts: readonly (readonly string[])[]): Work<void> {
  const uses = [...usesOf(texts)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  for (let from = 0; from < uses.length; from += MOST_AT_ONCE) {
    const some = uses.slice(from, from + MOST_AT_ONCE)
    yield* run(
      `insert into search_words (word, uses) values ${some.map(() => '(?, ?)').join(', ')}
       on conflict (word) do update set uses = search_words.uses + excluded.uses`,
      ...some.flat(),
    )
  }
}

function* discount(texts: readonly (readonly string[])[]): Work<void> {
  for (const [word, uses] of usesOf(texts)) {
    yield* run('update search_words set uses = uses - ? where word = ?', uses, word)
    yield* run('delete from search_words where word = ? and uses <= 0', word)
  }
}

const MOST_AT_ONCE = 50

function usesOf(texts: readonly (readonly string[])[]): Map<string, number> {
  const uses = new Map<string, number>()
  for (const words of texts) {
    for (const word of new Set(words)) {
      if (!hasDigit(word)) uses.set(word, (uses.get(word) ?? 0) + 1)
    }
  }
  return uses
}

export const hasDigit = (word: string): boolean => /\p{N}/u.test(word)
