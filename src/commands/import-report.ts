import type { ImportCheck } from '../crm/import/check-import.ts'
import type { ImportPlan } from '../crm/import/import-plan.ts'
import { reasonText } from '../crm/import/reason-text.ts'

/** How a file is read, in lines. */
export function planText({ kind, form, columns, mapping, rows }: ImportPlan): string {
  const read =
    form.kind === 'text'
      ? `${form.encoding}, separated by ${form.separator === '\t' ? 'tabulators' : form.separator}`
      : `sheet ${form.sheet}`
  const width = Math.max(...columns.map(({ heading }) => heading.length), 6)
  const lines = columns.map(({ heading, type, filled }, i) => {
    const to = mapping[i] ?? '(left out)'
    return `  ${(heading || `${i + 1}`).padEnd(width)} → ${to.padEnd(14)} ${type}, ${filled} filled`
  })
  return [`${rows} rows as ${kind}; ${read}.`, ...lines].join('\n')
}

/** What an import would do, in lines. */
export function reportText({ report, preview }: ImportCheck): string {
  const { made, changed, skipped, refused, findings } = report
  const lines = findings.flatMap(({ kind, field, count, refused, repairs, examples }) => {
    const [first] = examples
    const what = reasonText({ kind, field, value: first?.value ?? '', refuses: false })
    const example = first
      ? ` (line ${first.line}${first.became ? `, → "${first.became}"` : ''})`
      : ''
    const cost = refused > 0 ? `, ${refused} refused` : ''
    const accept = repairs.length > 0 ? `\n      --accept ${repairs.join(' or ')}` : ''
    return [`  ${count} rows${cost}: ${what}${example}${accept}`]
  })
  const records = preview.map(
    ({ line, do: what, record }) => `  ${line} ${what} ${JSON.stringify(record)}`,
  )
  return [
    `Would make ${made}, change ${changed}, skip ${skipped} repeated, refuse ${refused}.`,
    ...lines,
    'The first rows:',
    ...records,
  ].join('\n')
}
