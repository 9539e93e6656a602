import type { Source } from '../conversation.ts'
import type { Draft } from './draft.ts'
import type { Finding } from './project.ts'

type Told = Pick<Finding, 'message' | 'related' | 'conversation'> & {
  readonly severity?: Finding['severity']
  readonly code: string
  readonly at: Source & { readonly column?: number }
  readonly remedy?: string | undefined
}

/** Adds what is wrong with something that was read, a warning unless it says otherwise. */
export function tell(draft: Draft, told: Told): void {
  const { severity = 'warning', code, at, message, remedy, related, conversation } = told
  draft.findings.push({
    severity,
    file: at.file,
    line: at.line,
    column: at.column ?? columnAt(at, draft),
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(related === undefined ? {} : { related: { file: related.file, line: related.line } }),
    ...(conversation === undefined ? {} : { conversation }),
  })
}

/** Where a line begins to say something, after blanks and the dash of a list. */
function columnAt({ file, line }: Source, { lines }: Draft): number {
  const text = lines.get(file)?.[line - 1] ?? ''
  return (/^\s*(?:-\s+)?/.exec(text)?.[0].length ?? 0) + 1
}
