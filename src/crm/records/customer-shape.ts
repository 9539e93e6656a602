import {
  booleanField,
  choiceField,
  emailField,
  phoneField,
  referenceField,
  textField,
  timeField,
  timeZoneField,
} from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const customerShape: RecordShape = {
  kind: 'customer',
  table: 'customers',
  key: 'id',
  customer: 'id',
  owner: 'owner',
  team: 'team',
  fields: {
    name: textField('name', { least: 1, most: 200, personal: true }),
    email: emailField('email'),
    emailVerified: booleanField('email_verified'),
    /** Whether the shop's own files name it: enough to prove an order, not to prove a person. */
    emailOnFile: booleanField('email_on_file', { readOnly: true }),
    phone: phoneField('phone'),
    phoneVerified: booleanField('phone_verified'),
    language: textField('language', { least: 2, most: 35 }),
    address: textField('address', { personal: true }),
    city: textField('city', { personal: true }),
    country: textField('country', { personal: true }),
    postcode: textField('postcode', { personal: true }),
    timeZone: timeZoneField('time_zone'),
    company: referenceField('company', 'company', { optional: true }),
    owner: referenceField('owner', 'agent', { optional: true }),
    team: referenceField('team', 'team', { optional: true }),
    tier: choiceField('tier', ['standard', 'silver', 'gold']),
    since: timeField('since', { readOnly: true }),
  },
}
