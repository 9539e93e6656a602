import type { Json } from '../../conversation.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord } from '../records/change-record.ts'
import { all, insertAll, run, type Work } from '../work.ts'
import { addItems } from './add-items.ts'
import type { ImportTarget } from './import-target.ts'
import type { Judged } from './judge-row.ts'

export type Batch = {
  readonly import: string
  readonly target: ImportTarget
  readonly rows: readonly Judged[]
  readonly by: Actor
  readonly at: string
}

type Of<K extends Judged['do']> = Extract<Judged, { readonly do: K }>

/** Writes a batch of rows, and how far the import has come, in one transaction. */
export function* writeRows(batch: Batch): Work<void> {
  const { rows } = batch
  const only = <K extends Judged['do']>(what: K) =>
    rows.filter((row): row is Of<K> => row.do === what)
  yield* makeRecords(batch, only('make'))
  for (const row of only('change')) yield* changeOne(batch, row)
  const homeless = batch.target.hasItems
    ? yield* addItems(batch.import, [...only('make'), ...only('add-item')])
    : []
  const refused = [...only('refuse'), ...homeless].toSorted((a, b) => a.row.line - b.row.line)
  yield* insertAll(
    'import_refusals',
    ['import', 'line', 'cells', 'reasons'],
    refused.map(({ row, found }) => [
      batch.import,
      row.line,
      JSON.stringify(row.cells),
      JSON.stringify(found.filter(({ refuses }) => refuses)),
    ]),
  )
  yield* run(
    `update imports set last_line = ?, done = done + ?, made = made + ?, changed = changed + ?,
       skipped = skipped + ?, refused = refused + ? where id = ?`,
    rows.at(-1)?.row.line ?? 0,
    rows.length,
    only('make').length,
    only('change').length,
    only('skip').length,
    refused.length,
    batch.import,
  )
}

function* makeRecords(batch: Batch, rows: readonly Of<'make'>[]): Work<void> {
  if (rows.length === 0) return
  const { target, by, at } = batch
  const { shape } = target
  const names = Object.keys(rows[0]!.record)
  const columns = names.map((name) => shape.fields[name]!.column)
  const more = (record: Readonly<Record<string, Json>>, key: string): Record<string, unknown> => ({
    ...target.columnsOf?.(record, key),
    ...target.columnsOfNew?.(record),
  })
  const also = Object.keys(more(rows[0]!.record, ''))
  const firsts = yield* firstVersions(
    shape.kind,
    rows.map(({ key }) => key),
  )
  yield* insertAll(
    shape.table,
    [shape.key, 'version', ...columns, ...also],
    rows.map(({ key, record }) => {
      const extra = more(record, key)
      const cells = names.map((name) => record[name])
      return [key, firsts.get(key) ?? 1, ...cells, ...also.map((column) => extra[column])]
    }),
  )
  yield* insertAll(
    'record_changes',
    'kind record version customer at by_kind by_id by_name what'.split(' '),
    rows.map(({ key, record }) => [
      shape.kind,
      key,
      firsts.get(key) ?? 1,
      customerOf(shape.kind, key, record),
      at,
      by.kind,
      by.id,
      by.name,
      'made',
    ]),
  )
  yield* insertAll(
    'import_records',
    ['import', 'kind', 'record', 'line', 'what', 'version'],
    rows.map(({ key, row }) => [
      batch.import,
      shape.kind,
      key,
      row.line,
      'made',
      firsts.get(key) ?? 1,
    ]),
  )
}

const customerOf = (kind: string, key: string, record: Readonly<Record<string, Json>>) =>
  kind === 'customer' ? key : (record['customer'] ?? null)

/** One more than the last of those who had the same key and were removed: none counts twice. */
function* firstVersions(kind: string, keys: readonly string[]): Work<Map<string, number>> {
  const rows = yield* all<{ record: string; last: number }>(
    `select record, max(version) as last from record_changes
     where kind = ? and record in (${keys.map(() => '?').join(', ')}) group by record`,
    kind,
    ...keys,
  )
  return new Map(rows.map(({ record, last }) => [record, Number(last) + 1]))
}

function* changeOne(
  { import: id, target, by, at }: Batch,
  { key, set, existing, row }: Of<'change'>,
): Work<void> {
  const columns = target.columnsOf?.({ ...existing.record, ...set }, key) ?? {}
  const { version, fields } = yield* changeRecord(target.shape, key, {
    by,
    at,
    set: { ...unproven(set, existing), ...set },
    columns,
  })
  if (fields.length === 0) return
  yield* run(
    `insert into import_records (import, kind, record, line, what, version, was)
     values (?, ?, ?, ?, 'changed', ?, ?)`,
    id,
    target.shape.kind,
    key,
    row.line,
    version,
    JSON.stringify(Object.fromEntries(fields.map(({ field, was }) => [field, was]))),
  )
}

/** Another address or phone than the one that was verified does not prove a person. */
function unproven(
  set: Readonly<Record<string, Json>>,
  { record }: Of<'change'>['existing'],
): Record<string, Json> {
  const proofs = ['email', 'phone'].filter(
    (field) => field in set && `${field}Verified` in record && set[field] !== record[field],
  )
  return {
    ...Object.fromEntries(proofs.map((field) => [`${field}Verified`, false])),
    ...(proofs.includes('email') && { emailOnFile: true }),
  }
}
