import { integerField, textField } from './field.ts'
import type { RecordShape } from './record-shape.ts'

export const productShape: RecordShape = {
  kind: 'product',
  table: 'products',
  key: 'sku',
  customer: null,
  owner: null,
  team: null,
  fields: {
    name: textField('name', { least: 1 }),
    nameZh: textField('name_zh'),
    category: textField('category'),
    priceCents: integerField('price_cents'),
    currency: textField('currency', { least: 3, most: 3 }),
    stock: integerField('stock'),
    description: textField('description', { most: 5_000 }),
    descriptionZh: textField('description_zh', { most: 5_000 }),
  },
}
