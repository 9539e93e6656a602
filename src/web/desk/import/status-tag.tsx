import type { ImportSummary } from './import-wire.ts'
import { importWords } from './words.ts'

/** How an import stands. */
export function StatusTag({ status }: { status: ImportSummary['status'] }) {
  const look = status === 'done' ? 'tag-good' : status === 'failed' ? 'tag-bad' : ''
  return <span class={`tag ${look}`}>{importWords.value.statuses[status]}</span>
}
