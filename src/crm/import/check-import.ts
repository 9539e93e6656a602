import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { ImportPlan } from './import-plan.ts'
import { importTargets } from './import-targets.ts'
import { judgeRow } from './judge-row.ts'
import { look } from '../look.ts'
import { lookUpRows } from './look-up-rows.ts'
import { reportQuality, type QualityReport } from './quality-report.ts'
import { rowsOfImport } from './rows-of-import.ts'

export type Preview = {
  readonly line: number
  readonly do: 'make' | 'change' | 'add-item' | 'skip' | 'refuse'
  /** As the record would be; of a change only what is set. */
  readonly record: Readonly<Record<string, Json>>
}

export type ImportCheck = { readonly report: QualityReport; readonly preview: readonly Preview[] }

const PREVIEWED = 10

/** Goes through a whole file as an import would, and writes nothing. */
export async function checkImport(
  db: Pick<Database, 'all'>,
  path: string,
  plan: ImportPlan,
  {
    now = new Date(),
    onProgress = () => {},
  }: { readonly now?: Date; readonly onProgress?: (done: number) => void } = {},
): Promise<ImportCheck> {
  const target = importTargets[plan.kind]
  const quality = reportQuality()
  const preview: Preview[] = []
  const context = { accepted: new Set<string>(plan.accepted), now: now.toISOString() }
  let done = 0
  for await (const rows of rowsOfImport(path, plan, context.now)) {
    const known = await look(db, lookUpRows(target, rows))
    for (const row of rows) {
      const judged = judgeRow(target, row, known, context)
      quality.add(judged)
      if (preview.length >= PREVIEWED) continue
      const record =
        judged.do === 'make'
          ? { [target.shape.key]: judged.key, ...judged.record }
          : judged.do === 'change'
            ? { [target.shape.key]: judged.key, ...judged.set }
            : row.values
      preview.push({ line: row.line, do: judged.do, record })
    }
    onProgress((done += rows.length))
  }
  return { report: quality.report(), preview }
}
