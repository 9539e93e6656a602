import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'
import { type Fingerprint, type RunningFingerprint, startFingerprint } from './fingerprint.ts'
import type { TableShape } from './table-shapes.ts'

/** One side of a move, held alone. */
export type Side = {
  readonly name: string
  readonly all: Database['all']
  readonly close: () => Promise<void>
}

/** The side that is written, in one transaction. */
export type Target = Side & {
  readonly insert: (shape: TableShape, rows: readonly (readonly unknown[])[]) => Promise<void>
  /** Makes it last: until then nothing of it can be seen. */
  readonly finish: () => Promise<void>
}

export type Moved = { readonly table: string; readonly rows: number; readonly sha256: string }

export type MoveProgress = (progress: { stage: string; done: number; total: number }) => void

const AT_ONCE = 500

/**
 * Copies all rows and reads them back: per table the count and the checksum must be the same on
 * both sides, or nothing is kept. Problem 'conflict' `TargetNotEmpty`, `MoveDiffers`.
 */
export async function moveStore(
  source: Side,
  target: Target,
  shapes: readonly TableShape[],
  onProgress: MoveProgress = () => {},
): Promise<Moved[]> {
  const sums = await copyRows(source, target, shapes, onProgress)
  await target.finish()
  return movedOf(sums)
}

/** All but to make it last: what comes of it is in the target's transaction. */
export async function copyRows(
  source: Pick<Side, 'all'>,
  target: Target,
  shapes: readonly TableShape[],
  onProgress: MoveProgress,
): Promise<Map<string, RunningFingerprint>> {
  await mustBeEmpty(target, shapes)
  const sums = new Map<string, RunningFingerprint>()
  for (const shape of shapes) {
    const total = await countOf(source, shape)
    await target.all(`delete from ${shape.table}`)
    const sent = startFingerprint()
    for await (const rows of pagesOf(source, shape)) {
      const values = rows.map((row) => shape.columns.map((column) => row[column]))
      for (const row of values) sent.add(row)
      await target.insert(shape, values)
      onProgress({ stage: shape.table, done: sent.rows(), total })
    }
    sums.set(shape.table, sent)
  }
  // Only now: triggers may have changed other tables meanwhile.
  for (const [i, shape] of shapes.entries()) {
    onProgress({ stage: `checking ${shape.table}`, done: i, total: shapes.length })
    const found = await fingerprintOf(target, shape)
    const wanted = sums.get(shape.table)?.result()
    if (found.rows !== wanted?.rows || found.sha256 !== wanted.sha256) throw differs(shape, target)
  }
  return sums
}

export const movedOf = (sums: ReadonlyMap<string, RunningFingerprint>): Moved[] =>
  [...sums].map(([table, sum]) => ({ table, ...sum.result() }))

async function mustBeEmpty(target: Target, shapes: readonly TableShape[]): Promise<void> {
  for (const shape of shapes) {
    // What has no key was filled by the migrations.
    if (shape.key.length === 0 || (await countOf(target, shape)) === 0) continue
    throw new Problem(
      'conflict',
      'TargetNotEmpty',
      `${target.name} holds ${shape.table} already. Name an empty database, so that nothing is mixed.`,
    )
  }
}

export async function countOf(side: Pick<Side, 'all'>, { table }: TableShape): Promise<number> {
  const [row] = await side.all<{ count: number }>(`select count(*) as count from ${table}`)
  return Number(row?.count ?? 0)
}

async function fingerprintOf(side: Pick<Side, 'all'>, shape: TableShape): Promise<Fingerprint> {
  const found = startFingerprint()
  for await (const rows of pagesOf(side, shape)) {
    for (const row of rows) found.add(shape.columns.map((column) => row[column]))
  }
  return found.result()
}

async function* pagesOf(
  side: Pick<Side, 'all'>,
  { table, columns, key }: TableShape,
): AsyncGenerator<Row[]> {
  const select = `select ${columns.join(', ')} from ${table}`
  if (key.length === 0) return yield await side.all(select)
  const order = `order by ${key.join(', ')} limit ${AT_ONCE}`
  const after = `(${key.join(', ')}) > (${key.map(() => '?').join(', ')})`
  let rows = await side.all(`${select} ${order}`)
  while (rows.length > 0) {
    yield rows
    const last = rows.at(-1)!
    if (rows.length < AT_ONCE) return
    rows = await side.all(`${select} where ${after} ${order}`, ...key.map((column) => last[column]))
  }
}

export const differs = ({ table }: TableShape, { name }: Target) =>
  new Problem(
    'conflict',
    'MoveDiffers',
    `${table} is not the same in ${name} as it was sent. Nothing was kept there; the store from before is untouched.`,
  )
