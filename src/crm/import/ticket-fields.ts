import { importField as field, type ImportField } from './import-field.ts'

/** Without a number a ticket gets one. */
export const ticketFields: readonly ImportField[] = [
  field(
    'number',
    'text',
    'number|ticket|ticket number|ticket no|ticket id|id|case|case number|工单|工单号|工单编号|编号',
  ),
  field(
    'customer',
    'reference',
    'customer|customer id|customer number|email|customer email|requester|requester email|kunde|客户|客户编号|客户邮箱|邮箱',
  ),
  field(
    'order',
    'reference',
    'order|order number|order no|order id|bestellnummer|订单|订单号|订单编号',
  ),
  {
    ...field('category', 'text', 'category|type|topic|group|kategorie|类别|分类|类型'),
    otherwise: 'other',
  },
  {
    ...field('priority', 'choice', 'priority|urgency|severity|priorität|优先级|紧急程度'),
    otherwise: 'normal',
    choices: {
      low: ['minor', 'niedrig', '低'],
      normal: ['medium', 'standard', 'mittel', '中', '普通', '一般'],
      high: ['urgent', 'critical', 'hoch', '高', '紧急'],
    },
  },
  { ...field('subject', 'text', 'subject|title|summary|betreff|主题|标题'), isRequired: true },
  field('body', 'text', 'body|description|text|message|details|beschreibung|内容|描述|详情'),
  {
    ...field('status', 'choice', 'status|state|状态|工单状态'),
    otherwise: 'open',
    choices: {
      open: ['new', 'in progress', 'offen', '未处理', '打开', '处理中', '新建'],
      pending: ['waiting', 'on hold', 'wartend', '等待', '待回复', '挂起'],
      closed: ['solved', 'resolved', 'done', 'geschlossen', '已关闭', '已解决', '关闭', '完成'],
    },
  },
  field(
    'opened_at',
    'date',
    'opened at|opened|created|created at|date|erstellt|创建时间|创建日期|提交时间|日期',
  ),
  field(
    'closed_at',
    'date',
    'closed at|closed|solved at|resolved at|geschlossen|关闭时间|解决时间|完成时间',
  ),
]
