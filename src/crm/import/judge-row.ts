import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { emailKey } from '../customers.ts'
import { checkFields } from '../records/check-fields.ts'
import type { Existing } from '../records/existing-records.ts'
import type { Found } from './found.ts'
import type { ImportTarget, Values } from './import-target.ts'
import type { Known } from './look-up-rows.ts'
import type { NumberedRow } from './numbered-row.ts'

/** What is to be done with a row. */
export type Judged = {
  readonly row: NumberedRow
  readonly found: readonly Found[]
} & (
  | { readonly do: 'make'; readonly key: string; readonly record: Readonly<Record<string, Json>> }
  | {
      readonly do: 'change'
      readonly key: string
      readonly set: Readonly<Record<string, Json>>
      readonly existing: Existing
    }
  /** It holds one more item of the record with this key. */
  | { readonly do: 'add-item'; readonly key: string }
  /** It stood before, word for word. */
  | { readonly do: 'skip' }
  | { readonly do: 'refuse' }
)

/** Decides about a row by what it holds, what stood before in its file, and what the store knows. */
export function judgeRow(
  target: ImportTarget,
  row: NumberedRow,
  known: Known,
  { accepted, now }: { readonly accepted: ReadonlySet<string>; readonly now: string },
): Judged {
  if (target.hasItems && row.keyBefore !== null && row.key !== null && hasItem(row.values)) {
    // Only the first row of an order says what is not of the item.
    const found = row.found.filter(({ field }) => field?.startsWith('item_'))
    if (row.sameBefore !== null) found.push(repeated(row.sameBefore))
    if (found.some(({ refuses }) => refuses)) return { row, found, do: 'refuse' }
    return { row, found, do: 'add-item', key: row.key }
  }
  if (row.sameBefore !== null) return { row, found: [repeated(row.sameBefore)], do: 'skip' }
  const { values, found: references } = resolve(target, row.values, known, accepted)
  const existing = row.key === null ? undefined : known.existing.get(row.key)
  const whole = target.check?.(values) ?? []
  const found = [
    ...row.found.filter(
      (one) => !whole.some((two) => two.kind === one.kind && two.field === one.field),
    ),
    ...whole,
    ...references,
    ...aboutTheKey(row, known, accepted.has('update')),
    ...aboutContacts(row, known),
  ]
  const key = row.key ?? target.newKey?.()
  if (key === undefined || found.some(({ refuses }) => refuses)) return { row, found, do: 'refuse' }
  try {
    const record = target.recordOf(values, now)
    const set = checkFields(target.shape, existing ? given(target, row, record) : record)
    if (existing) return { row, found, do: 'change', key, set, existing }
    return { row, found, do: 'make', key, record: set }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const not: Found = { kind: 'not-allowed', field: null, value: error.message, refuses: true }
    return { row, found: [...found, not], do: 'refuse' }
  }
}

const hasItem = (values: Values): boolean =>
  values['item_sku'] !== null || values['item_name'] !== null

const repeated = (line: number): Found => ({
  kind: 'repeated-row',
  field: null,
  value: String(line),
  refuses: false,
})

function aboutTheKey({ key, keyBefore }: NumberedRow, known: Known, mayUpdate: boolean): Found[] {
  if (key === null) return []
  const of = { field: null, value: key }
  if (keyBefore !== null) {
    return [{ ...of, kind: 'same-key', value: `${key} (${keyBefore})`, refuses: true }]
  }
  if (known.erased.has(key)) return [{ ...of, kind: 'erased-before', refuses: true }]
  if (!known.existing.has(key)) return []
  return [{ ...of, kind: 'exists', refuses: !mayUpdate, repairs: ['update'] }]
}

/** Never a reason to refuse or to merge: a family shares an address, and anybody may claim one. */
function aboutContacts({ key, values, contactBefore }: NumberedRow, known: Known): Found[] {
  if (contactBefore !== null) {
    return [{ kind: 'same-contact', field: null, value: String(contactBefore), refuses: false }]
  }
  const email = values['email']
  const holders = email ? known.contacts.get(emailKey(String(email))) : undefined
  const other = holders?.find((id) => id !== key)
  if (other === undefined) return []
  return [{ kind: 'contact-exists', field: 'email', value: other, refuses: false }]
}

/** References as the keys of what they name. */
function resolve(
  target: ImportTarget,
  values: Values,
  known: Known,
  accepted: ReadonlySet<string>,
) {
  const resolved: Record<string, string | number | null> = { ...values }
  const found: Found[] = []
  for (const { name, type, isRequired } of target.fields) {
    const value = values[name]
    if (type !== 'reference' || value === null || value === undefined) continue
    const text = String(value)
    const key =
      name === 'order'
        ? known.orders.has(text.toUpperCase()) && text.toUpperCase()
        : name === 'company'
          ? (known.companies.get(text) ?? known.companies.get(text.toLowerCase()))
          : (known.customers.get(text) ?? known.customers.get(emailKey(text)))
    if (key) resolved[name] = key
    else {
      const repairs = isRequired ? [] : [`empty:${name}` as const]
      const refuses = !repairs.some((repair) => accepted.has(repair))
      found.push({ kind: 'unknown-reference', field: name, value: text, refuses, repairs })
      resolved[name] = null
    }
  }
  return { values: resolved, found }
}

/** Of a record that exists only what the row itself says is changed: nothing is emptied. */
function given(
  { fields }: ImportTarget,
  row: NumberedRow,
  record: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const set: Record<string, Json> = {}
  for (const { name, becomes = camel(name) } of fields.slice(1)) {
    if (becomes !== null && row.given.includes(name)) set[becomes] = record[becomes] ?? null
  }
  return set
}

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
