import { emailKey } from '../customers.ts'
import { customerShape } from '../records/customer-shape.ts'
import { textOf } from '../records/text-of.ts'
import { customerFields } from './customer-fields.ts'
import type { ImportTarget, Values } from './import-target.ts'
import { newId } from '../records/new-id.ts'

export const customerTarget: ImportTarget = {
  shape: customerShape,
  fields: customerFields,
  newKey: () => newId('C'),
  recordOf: (values, now) => ({
    name: nameOf(values) || String(values['email'] ?? values['phone'] ?? ''),
    email: values['email'] ?? '',
    phone: values['phone'] ?? '',
    language: values['language'] ?? (isHan(nameOf(values)) ? 'zh' : 'en'),
    address: values['address'] ?? '',
    city: values['city'] ?? '',
    country: values['country'] ?? '',
    postcode: values['postcode'] ?? '',
    tier: values['tier'] ?? 'standard',
    company: values['company'] ?? null,
    since: values['since'] ?? now,
  }),
  // Nobody has proven them; `email_on_file` is how the table has it.
  columnsOfNew: () => ({ email_verified: 0 }),
  columnsOf: ({ email }) => ({ email_key: emailKey(textOf(email)) }),
  check(values) {
    const isSomebody = nameOf(values) !== '' || values['email'] !== null || values['phone'] !== null
    return isSomebody ? [] : [{ kind: 'missing', field: 'name', value: '', refuses: true }]
  },
}

/** Chinese names have the family's first, and no space. */
function nameOf(values: Values): string {
  if (values['name'] !== null) return String(values['name'])
  const first = String(values['first_name'] ?? '')
  const last = String(values['last_name'] ?? '')
  return isHan(last + first) ? last + first : `${first} ${last}`.trim()
}

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)
