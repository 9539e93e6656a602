import { importField as field, type ImportField } from './import-field.ts'

/** An order has a row, or a row for each of its items. */
export const orderFields: readonly ImportField[] = [
  {
    ...field(
      'number',
      'text',
      'number|order|order number|order no|order id|bestellnummer|订单|订单号|订单编号|单号',
    ),
    isRequired: true,
  },
  {
    ...field(
      'customer',
      'reference',
      'customer|customer id|customer number|email|customer email|kunde|kundennummer|客户|客户编号|会员号|客户邮箱|邮箱',
    ),
    isRequired: true,
  },
  {
    ...field(
      'placed_at',
      'date',
      'placed at|placed|date|order date|ordered at|created|created at|bestelldatum|下单时间|下单日期|订单日期|订单时间|日期',
    ),
    isRequired: true,
  },
  {
    ...field('status', 'choice', 'status|order status|state|fulfillment status|状态|订单状态'),
    otherwise: 'processing',
    choices: {
      processing: [
        'open',
        'new',
        'pending',
        'paid',
        'unfulfilled',
        'in progress',
        '处理中',
        '待发货',
        '已付款',
        '待处理',
      ],
      shipped: ['sent', 'in transit', 'fulfilled', 'dispatched', '已发货', '运输中', '配送中'],
      delivered: [
        'complete',
        'completed',
        'done',
        'received',
        '已送达',
        '已完成',
        '已签收',
        '完成',
      ],
      cancelled: ['canceled', 'void', 'voided', '已取消', '取消'],
      returned: ['refunded', 'return', '已退货', '已退款', '退货'],
    },
  },
  { ...field('currency', 'currency', 'currency|währung|币种|货币'), otherwise: 'EUR' },
  {
    becomes: 'totalCents',
    ...field(
      'total',
      'money',
      'total|order total|amount|sum|grand total|gesamt|gesamtbetrag|betrag|summe|总额|总价|金额|订单金额|合计',
    ),
    isRequired: true,
  },
  field(
    'address',
    'text',
    'address|shipping address|delivery address|ship to|lieferadresse|地址|收货地址|配送地址',
  ),
  {
    ...field(
      'item_sku',
      'text',
      'item sku|sku|lineitem sku|article|article number|product id|product code|货号|商品编号|商品编码',
    ),
    becomes: null,
  },
  {
    ...field(
      'item_name',
      'text',
      'item name|item|lineitem name|product|product name|商品|商品名称|产品名称',
    ),
    becomes: null,
  },
  {
    ...field(
      'item_quantity',
      'integer',
      'item quantity|quantity|qty|lineitem quantity|menge|数量|件数',
    ),
    becomes: null,
  },
  {
    ...field('item_price', 'money', 'item price|unit price|price|lineitem price|preis|单价|价格'),
    becomes: null,
  },
]
