import { emailKey } from '../customers.ts'
import type { ImportTarget } from './import-target.ts'
import type { NumberedRow } from './numbered-row.ts'
import type { RowRead } from './read-row.ts'
import { seenKeys } from './seen-keys.ts'

/** Tells of each row of a file, in order, where the same stood before. */
export function rowNumberer({ shape, fields, keysAreCapitals }: ImportTarget) {
  const keys = seenKeys()
  const rows = seenKeys()
  const contacts = seenKeys()
  const keyField = fields[0]!.name
  return (row: RowRead): NumberedRow => {
    const { line, values } = row
    const given = values[keyField]
    const plain = given === null || given === undefined ? null : String(given).trim()
    const key = plain !== null && keysAreCapitals ? plain.toUpperCase() : plain
    return {
      ...row,
      key,
      keyBefore: key === null ? null : keys(key, line),
      sameBefore: rows(row.cells.map((cell) => cell.trim()).join('\0'), line),
      contactBefore: shape.kind === 'customer' ? contactBefore(row) : null,
    }
  }

  function contactBefore({ line, values }: RowRead): number | null {
    const { email, phone } = values
    const byEmail = email ? contacts(emailKey(String(email)), line) : null
    const byPhone = phone ? contacts(String(phone).replace(/\D/g, ''), line) : null
    return byEmail ?? byPhone
  }
}
