import type { Importing } from './importing.ts'
import type { SourceFile } from './source-file.ts'

/** A system whose files can be imported. */
export type SourceKind = {
  /** What `--from` says: dialogflow-es. */
  readonly name: string
  readonly title: string
  /** Whether this file is one of its, by what is in it. */
  readonly claims: (file: SourceFile) => boolean
  /** Takes what has a counterpart, and remarks upon whatever has none; `all` are the source's. */
  readonly read: (files: readonly SourceFile[], into: Importing, all: readonly SourceFile[]) => void
}
