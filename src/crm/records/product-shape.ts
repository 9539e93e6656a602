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
    name: textField('name', { least: 1, most: 200 }),
    nameZh: textField('name_zh', { most: 200 }),
    category: textField('category', { most: 100 }),
    priceCents: integerField('price_cents'),
    currency: textField('currency', { least: 3, most: 3 }),
    stock: integerField('stock'),
    description: textField('description', { most: 5_000 }),
    descriptionZh: textField('description_zh', { most: 5_000 }),
  },
}
