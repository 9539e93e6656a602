import { stat } from 'node:fs/promises'
import type { FileForm } from './file-form.ts'
import { openWorkbook } from './open-workbook.ts'
import { readText } from './read-text.ts'
import { readWorkbook } from './read-workbook.ts'
import type { SheetRow } from './sheet-row.ts'

export type ReadOptions = {
  /** How far it has come, from 0 to 1. Of a workbook it is not known before the end. */
  readonly onShare?: (share: number) => void
}

/** The rows of a file, some at a time; memory does not grow with their number. */
export async function* readSheet(
  path: string,
  form: FileForm,
  { onShare = () => {} }: ReadOptions = {},
): AsyncGenerator<SheetRow[]> {
  if (form.kind === 'text') {
    const { size } = await stat(path)
    yield* readText(path, form, (bytes) => onShare(Math.min(1, bytes / size)))
    return
  }
  const workbook = await openWorkbook(path)
  try {
    yield* readWorkbook(workbook, form.sheet)
  } finally {
    workbook.close()
  }
}
