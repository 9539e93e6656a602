import type { SheetRow } from '../../sheets/sheet-row.ts'
import type { Found } from './found.ts'
import { importTargets } from './import-targets.ts'
import type { ImportPlan } from './import-plan.ts'
import { readCell, type CellContext, type Value } from './read-cell.ts'

export type RowRead = {
  readonly line: number
  readonly cells: readonly string[]
  /** By field; those without anything are null. */
  readonly values: Readonly<Record<string, Value>>
  /** The fields that the row itself fills: of a record that exists only these are changed. */
  readonly given: readonly string[]
  readonly found: readonly Found[]
}

/** What exports put before text that a spreadsheet would take for a formula. */
const guard = /^'(?=\s*[=+\-@\t\r\n＝＋－＠])/

/** Reads the rows of one file as its plan says. */
export function rowReader(plan: ImportPlan, now: string): (row: SheetRow) => RowRead {
  const { fields } = importTargets[plan.kind]
  const accepted = new Set<string>(plan.accepted)
  const places = fields.map((field) => {
    const at = plan.mapping.indexOf(field.name)
    const context: CellContext | null =
      at < 0 ? null : { field, column: plan.columns[at]!, accepted, country: plan.country, now }
    return { field, at, context }
  })
  return ({ line, cells }) => {
    const values: Record<string, Value> = {}
    const given: string[] = []
    const found: Found[] = []
    for (const { field, at, context } of places) {
      const cell = at < 0 ? '' : (cells[at] ?? '').replace(guard, '')
      values[field.name] = null
      if (context && cell.trim() !== '') {
        const read = readCell(cell, context)
        values[field.name] = read.value
        if (read.value !== null) given.push(field.name)
        if (read.found) found.push(read.found)
      } else if (field.isRequired) {
        found.push({ kind: 'missing', field: field.name, value: '', refuses: true })
      } else if (context) {
        found.push({ kind: 'missing', field: field.name, value: '', refuses: false })
      }
      values[field.name] ??= field.otherwise ?? null
    }
    return { line, cells, values, given, found }
  }
}
