import type { FileForm } from '../../sheets/file-form.ts'
import type { ImportKind } from './import-targets.ts'
import type { ColumnProfile } from './profile-column.ts'
import type { Mapping } from './propose-mapping.ts'
import type { Repair } from './repair.ts'

/** How a file becomes records: proposed by `planImport`, changed and accepted by a person. */
export type ImportPlan = {
  readonly kind: ImportKind
  readonly form: FileForm
  readonly columns: readonly ColumnProfile[]
  readonly mapping: Mapping
  /** Of phones that do not say theirs: two letters of ISO 3166. */
  readonly country: string | null
  readonly accepted: readonly Repair[]
  /** Rows of data in the file. */
  readonly rows: number
}
