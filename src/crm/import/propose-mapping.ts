import type { ImportField } from './import-field.ts'
import { importTargets, type ImportKind } from './import-targets.ts'
import { plainHeading } from './plain-heading.ts'
import type { ColumnProfile, ColumnType } from './profile-column.ts'

/** By the number of a column, from 0: the field that it becomes, or null. */
export type Mapping = readonly (string | null)[]

/** Below this nothing is proposed. */
const LEAST = 0.5

/**
 * Proposes a field for each column by what it is called, in English or Chinese, and by what it
 * holds: the surest pair first, each field once. Without headings only what contents tell alone is
 * proposed: e-mail addresses and phones.
 */
export function proposeMapping(kind: ImportKind, columns: readonly ColumnProfile[]): Mapping {
  const pairs = columns.flatMap((column, i) =>
    importTargets[kind].fields.map((field) => ({
      i,
      field: field.name,
      score: scoreOf(field, column),
    })),
  )
  const mapping: (string | null)[] = columns.map(() => null)
  for (const { i, field, score } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (score < LEAST || mapping[i] !== null || mapping.includes(field)) continue
    mapping[i] = field
  }
  return mapping
}

function scoreOf(field: ImportField, column: ColumnProfile): number {
  if (column.type === 'empty') return 0
  return nameScore(field, plainHeading(column.heading)) + contentScore(field, column.type)
}

function nameScore({ name, headings }: ImportField, heading: string): number {
  if (heading === '') return 0
  if (heading === name.replaceAll('_', ' ')) return 1.05
  const at = headings.indexOf(heading)
  // Of two fields that a heading may mean, the one that names it earlier.
  if (at >= 0) return 1 - at * 0.01
  const squeezed = heading.replaceAll(' ', '')
  if (headings.some((one) => one.replaceAll(' ', '') === squeezed)) return 0.9
  const words = ` ${heading} `
  const isWithin = headings.some(
    (one) =>
      words.includes(` ${one} `) || (/\p{Script=Han}{2}/u.test(one) && heading.includes(one)),
  )
  return isWithin ? 0.6 : 0
}

const fitting: Partial<Record<ImportField['type'], readonly ColumnType[]>> = {
  email: ['email'],
  phone: ['phone', 'number'],
  date: ['date'],
  integer: ['number', 'yes-no'],
  money: ['number', 'yes-no'],
  country: ['country'],
}

/** More for the type that contents alone give away, less where they speak against it. */
function contentScore({ type, name }: ImportField, found: ColumnType): number {
  const fits = fitting[type]
  if (fits?.[0] === found) return found === 'email' || found === 'phone' ? 0.5 : 0.2
  if (fits?.includes(found)) return 0
  // A column of many mistakes is still what its heading says; one of dates is no column of prices.
  if (fits) return found === 'text' || type === 'country' ? -0.2 : -0.6
  // An order may name its customer by the address.
  if (found === 'email') return name === 'customer' ? 0.3 : -0.6
  return found === 'date' ? -0.6 : 0
}
