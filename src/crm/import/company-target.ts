import { companyShape } from '../records/company-shape.ts'
import { newId } from '../records/new-id.ts'
import { companyFields } from './company-fields.ts'
import type { ImportTarget } from './import-target.ts'

export const companyTarget: ImportTarget = {
  shape: companyShape,
  fields: companyFields,
  newKey: () => newId('K'),
  recordOf: (values, now) => ({
    name: values['name'] ?? null,
    domain: values['domain'] ?? '',
    phone: values['phone'] ?? '',
    address: values['address'] ?? '',
    city: values['city'] ?? '',
    country: values['country'] ?? '',
    postcode: values['postcode'] ?? '',
    madeAt: now,
  }),
}
