import { startFingerprint, type RunningFingerprint } from '../keeping/fingerprint.ts'
import { countOf, differs, type Side, type Target } from '../keeping/move-store.ts'
import type { TableShape } from '../keeping/table-shapes.ts'
import type { Row } from '../work.ts'
import type { Changes } from './note-changes.ts'

const AT_ONCE = 100

/**
 * Brings the rows of these keys to what they are in the source, and reads them back. `sums` are the
 * fingerprints of the target's tables, and go along. Problem `MoveDiffers`.
 */
export async function bringChanges(
  source: Pick<Side, 'all'>,
  target: Target,
  shapes: readonly TableShape[],
  changes: Changes,
  sums: ReadonlyMap<string, RunningFingerprint>,
): Promise<void> {
  const parts = shapes.flatMap((shape) =>
    partsOf(changes.get(shape.table) ?? []).map((keys) => ({ shape, keys })),
  )
  // All out before any is put in: a value that must be unique may have gone from one to another.
  for (const { shape, keys } of parts) {
    for (const row of await rowsOf(target, shape, keys)) sums.get(shape.table)?.takeOut(row)
    await target.all(`delete from ${shape.table} where ${whereKeys(shape, keys)}`, ...keys.flat())
  }
  for (const { shape, keys } of parts) {
    const rows = await rowsOf(source, shape, keys)
    for (const row of rows) sums.get(shape.table)?.add(row)
    await target.insert(shape, rows)
    if (sumOf(rows) !== sumOf(await rowsOf(target, shape, keys))) throw differs(shape, target)
  }
}

/** Problem `MoveDiffers` when a table has not as many rows on both sides as its sum has. */
export async function mustHaveAsMany(
  source: Pick<Side, 'all'>,
  target: Target,
  shapes: readonly TableShape[],
  sums: ReadonlyMap<string, RunningFingerprint>,
): Promise<void> {
  for (const shape of shapes) {
    const rows = sums.get(shape.table)?.rows()
    for (const side of [source, target]) {
      if ((await countOf(side, shape)) !== rows) throw differs(shape, target)
    }
  }
}

async function rowsOf(
  side: Pick<Side, 'all'>,
  shape: TableShape,
  keys: readonly (readonly unknown[])[],
): Promise<unknown[][]> {
  const rows = await side.all<Row>(
    `select ${shape.columns.join(', ')} from ${shape.table} where ${whereKeys(shape, keys)}`,
    ...keys.flat(),
  )
  return rows.map((row) => shape.columns.map((column) => row[column]))
}

/** A table without a key is taken as a whole. */
function whereKeys({ key }: TableShape, keys: readonly (readonly unknown[])[]): string {
  if (key.length === 0) return '1 = 1'
  const one = `(${key.map((column) => `${column} = ?`).join(' and ')})`
  return keys.map(() => one).join(' or ')
}

function partsOf<T>(all: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < all.length; from += AT_ONCE) parts.push(all.slice(from, from + AT_ONCE))
  return parts
}

function sumOf(rows: readonly (readonly unknown[])[]): string {
  const sum = startFingerprint()
  for (const row of rows) sum.add(row)
  return sum.result().sha256
}
