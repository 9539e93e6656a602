import { searchText } from '../products.ts'
import { productShape } from '../records/product-shape.ts'
import { textOf } from '../records/text-of.ts'
import type { ImportTarget } from './import-target.ts'
import { productFields } from './product-fields.ts'

export const productTarget: ImportTarget = {
  shape: productShape,
  fields: productFields,
  recordOf: (values) => ({
    name: values['name'] ?? null,
    nameZh: values['name_zh'] ?? values['name'] ?? null,
    category: values['category'] ?? '',
    priceCents: values['price'] ?? null,
    currency: values['currency'] ?? null,
    stock: values['stock'] ?? null,
    description: values['description'] ?? '',
    descriptionZh: values['description_zh'] ?? values['description'] ?? '',
  }),
  columnsOf: ({ name, nameZh, category }, sku) => ({
    search: searchText(sku, textOf(name), textOf(nameZh), textOf(category)),
  }),
}
