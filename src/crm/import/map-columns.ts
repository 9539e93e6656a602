import { Problem } from '../../problem.ts'
import type { ImportPlan } from './import-plan.ts'
import { importTargets } from './import-targets.ts'
import type { Mapping } from './propose-mapping.ts'

/**
 * The proposed mapping with some columns changed: `Tel=phone,Memo=,3=city`. A column goes by its
 * heading or its number from 1; without a field it is left out. Problem 'invalid' `WrongUse`.
 */
export function mapColumns({ kind, columns, mapping }: ImportPlan, changes: string): Mapping {
  const fields = importTargets[kind].fields.map(({ name }) => name)
  const mapped = [...mapping]
  for (const change of changes.split(',').filter((text) => text.trim() !== '')) {
    const at = change.lastIndexOf('=')
    const heading = change.slice(0, at).trim()
    const field = change.slice(at + 1).trim()
    const byName = columns.findIndex((column) => column.heading === heading)
    const column = byName >= 0 ? byName : Number(heading) - 1
    if (at < 0 || !columns[column]) {
      const names = columns.map((column, i) => column.heading || i + 1).join(', ')
      throw new Problem('invalid', 'WrongUse', `There is no column "${heading}", but ${names}.`)
    }
    if (field !== '' && !fields.includes(field)) {
      throw new Problem(
        'invalid',
        'WrongUse',
        `Records of this kind have no field "${field}". They have ${fields.join(', ')}.`,
      )
    }
    // A field comes from one column only: from the one that was said last.
    for (const [i, other] of mapped.entries()) if (other === field) mapped[i] = null
    mapped[column] = field === '' ? null : field
  }
  return mapped
}
