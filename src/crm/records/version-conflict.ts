import { Problem } from '../../problem.ts'
import type { FieldChange } from './write-history.ts'

/** The record has another version than was looked at; `details` has both values of every field. */
export function versionConflict(
  {
    kind,
    key,
    version,
    expected,
  }: { kind: string; key: string; version: number; expected: number },
  wanted: readonly FieldChange[],
): Problem {
  return new Problem(
    'conflict',
    'RecordChanged',
    `The ${kind} ${key} is at version ${version}, not ${expected}: somebody changed it meanwhile. Compare both values, then save again.`,
    {
      details: {
        version,
        fields: wanted.map(({ field, was, became }) => ({ field, theirs: was, yours: became })),
      },
    },
  )
}
