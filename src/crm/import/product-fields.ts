import { importField as field, type ImportField } from './import-field.ts'

export const productFields: readonly ImportField[] = [
  {
    ...field(
      'sku',
      'text',
      'sku|article|article number|item number|product id|product code|code|id|货号|商品编号|产品编号|商品编码|编码',
    ),
    isRequired: true,
  },
  {
    ...field(
      'name',
      'text',
      'name|product|product name|title|item|商品|商品名称|产品名称|品名|名称|英文名称',
    ),
    isRequired: true,
  },
  field('name_zh', 'text', 'name zh|chinese name|name chinese|中文名|中文名称'),
  field('category', 'text', 'category|type|group|department|类别|分类|品类|类目'),
  {
    becomes: 'priceCents',
    ...field(
      'price',
      'money',
      'price|unit price|retail price|list price|amount|preis|价格|单价|售价|零售价',
    ),
    isRequired: true,
  },
  { ...field('currency', 'currency', 'currency|währung|币种|货币'), otherwise: 'EUR' },
  {
    ...field(
      'stock',
      'integer',
      'stock|quantity|qty|inventory|in stock|on hand|bestand|库存|数量|库存数量',
    ),
    otherwise: 0,
  },
  field('description', 'text', 'description|details|text|beschreibung|描述|说明|介绍|商品描述'),
  field('description_zh', 'text', 'description zh|chinese description|中文描述|中文说明'),
]
