import { Problem } from '../problem.ts'
import type { Condition } from './access/rules.ts'
import type { Database } from './database.ts'
import type { Row } from './work.ts'

/** Which page is wanted, and what of the table whoever asks may see. */
export type PageQuery = {
  readonly seen: Condition
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string | undefined
}

export type PageOf<T> = { readonly items: readonly T[]; readonly next: string | null }

/**
 * A page of a table in the order of a unique text column, which `select` must name; it grows no
 * slower however far one reads. Conditions of `where` without a value are left out. Problem
 * 'invalid' `BadCursor`.
 */
export async function listPage<R extends Row>(
  db: Pick<Database, 'all'>,
  {
    select,
    key,
    where = [],
    seen,
    limit,
    cursor,
  }: PageQuery & {
    readonly select: string
    readonly key: string & keyof R
    readonly where?: readonly (readonly [condition: string, value: unknown])[]
  },
): Promise<PageOf<R>> {
  const after = [`${key} > ?`, cursor === undefined ? undefined : keyIn(cursor)] as const
  const asked = [...where, after].filter(([, value]) => value !== undefined)
  const rows = await db.all<R>(
    `${select} where ${[seen.sql, ...asked.map(([condition]) => condition)].join(' and ')}
     order by ${key} limit ?`,
    ...seen.params,
    ...asked.map(([, value]) => value),
    limit + 1,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorOf(String(last[key])) : null }
}

const cursorOf = (key: string): string => Buffer.from(key).toString('base64url')

function keyIn(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString()
  if (key !== '' && cursorOf(key) === cursor) return key
  throw new Problem('invalid', 'BadCursor', 'The cursor is not one that a page gave.')
}
