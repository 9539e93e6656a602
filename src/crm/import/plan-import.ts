import { detectForm } from '../../sheets/detect-form.ts'
import type { FileForm } from '../../sheets/file-form.ts'
import { readSheet } from '../../sheets/read-sheet.ts'
import { Problem } from '../../problem.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportKind } from './import-targets.ts'
import { profileColumn } from './profile-column.ts'
import { proposeMapping } from './propose-mapping.ts'

export type PlanOptions = {
  /** Read so, instead of as detected. */
  readonly form?: FileForm
  readonly country?: string | null
  readonly onShare?: (share: number) => void
}

/** Reads a whole file once and proposes how its columns become records. Problem 'invalid' `BadSheet`. */
export async function planImport(
  path: string,
  kind: ImportKind,
  { form: given, country = null, onShare }: PlanOptions = {},
): Promise<ImportPlan> {
  const form = given ?? (await detectForm(path))
  const columns: ReturnType<typeof profileColumn>[] = []
  let headings: readonly string[] | null = form.hasHeader ? null : []
  let rows = 0
  for await (const some of readSheet(path, form, onShare ? { onShare } : {})) {
    for (const { cells } of some) {
      if (headings === null) {
        headings = cells
        continue
      }
      rows += 1
      for (const [i, cell] of cells.entries()) {
        columns[i] ??= profileColumn(headings[i]?.trim() ?? '')
        columns[i].add(cell)
      }
    }
  }
  for (const [i, heading] of (headings ?? []).entries())
    columns[i] ??= profileColumn(heading.trim())
  if (rows === 0) {
    throw new Problem(
      'invalid',
      'BadSheet',
      'The file has no rows beside the names of its columns.',
    )
  }
  // A row may be longer than all before: what was skipped has nothing in it.
  const profiles = Array.from(columns, (column) => (column ?? profileColumn('')).profile())
  return {
    kind,
    form,
    columns: profiles,
    mapping: proposeMapping(kind, profiles),
    country,
    accepted: [],
    rows,
  }
}
