import type { Database } from '../database.ts'

export type ListedMerge = {
  readonly id: string
  readonly kept: string
  readonly gone: string
  /** Of the one who stays. */
  readonly name: string | null
  readonly by: string
  readonly at: string
  readonly undoneAt: string | null
}

/** The latest first. */
export function listMerges(db: Pick<Database, 'all'>, most = 50): Promise<ListedMerge[]> {
  return db.all<ListedMerge>(
    `select m.id, m.kept, m.gone, c.name, m.by_name as "by", m.at, m.undone_at as "undoneAt"
     from merges m left join customers c on c.id = m.kept order by m.at desc, m.id limit ?`,
    most,
  )
}
