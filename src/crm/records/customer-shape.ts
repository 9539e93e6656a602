import { choiceField, emailField, phoneField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const customerShape: RecordShape = {
  kind: 'customer',
  table: 'customers',
  key: 'id',
  customer: 'id',
  owner: null,
  team: null,
  fields: {
    name: textField('name', { least: 1, most: 200, personal: true }),
    email: emailField('email'),
    phone: phoneField('phone'),
    language: textField('language', { least: 2, most: 35 }),
    address: textField('address', { personal: true }),
    city: textField('city', { personal: true }),
    country: textField('country', { personal: true }),
    postcode: textField('postcode', { personal: true }),
    tier: choiceField('tier', ['standard', 'silver', 'gold']),
    since: timeField('since', { readOnly: true }),
  },
}
