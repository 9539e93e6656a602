import { phoneField, referenceField, textField, timeField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const companyShape: RecordShape = {
  kind: 'company',
  table: 'companies',
  key: 'id',
  customer: null,
  owner: 'owner',
  team: 'team',
  fields: {
    name: textField('name', { least: 1, most: 200 }),
    domain: textField('domain', { most: 253 }),
    phone: phoneField('phone', { personal: false }),
    address: textField('address'),
    city: textField('city'),
    country: textField('country'),
    postcode: textField('postcode'),
    owner: referenceField('owner', 'agent', { optional: true }),
    team: referenceField('team', 'team', { optional: true }),
    madeAt: timeField('made_at', { readOnly: true }),
  },
}
