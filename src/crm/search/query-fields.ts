/** The words of the search box before a colon, and what may stand after some of them. */

export const kinds = ['customer', 'order', 'ticket', 'message'] as const
export type Kind = (typeof kinds)[number]

export type Field = 'email' | 'order' | 'status' | 'from' | 'to' | 'kind'

export const fieldNames: Readonly<Record<string, Field>> = {
  email: 'email',
  邮箱: 'email',
  order: 'order',
  订单: 'order',
  订单号: 'order',
  status: 'status',
  状态: 'status',
  from: 'from',
  since: 'from',
  从: 'from',
  自: 'from',
  to: 'to',
  until: 'to',
  到: 'to',
  至: 'to',
  kind: 'kind',
  in: 'kind',
  类型: 'kind',
}

export const kindNames: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(kinds.flatMap((kind) => [[kind, kind] as const, [`${kind}s`, kind]])),
  客户: 'customer',
  订单: 'order',
  工单: 'ticket',
  消息: 'message',
}

/** Those of messages are their conversation's. */
export const statuses: Readonly<Record<Kind, readonly string[]>> = {
  customer: [],
  order: ['processing', 'shipped', 'delivered', 'cancelled', 'returned'],
  ticket: ['open', 'pending', 'on-hold', 'solved', 'closed'],
  message: ['open', 'resolved'],
}

/** Statuses in Chinese, as the desk shows them; one word may stand for several. */
export const statusNames: Readonly<Record<string, readonly string[]>> = {
  进行中: ['open'],
  等待: ['pending'],
  搁置: ['on-hold'],
  已关闭: ['closed'],
  已解决: ['resolved', 'solved'],
  处理中: ['processing'],
  已发货: ['shipped'],
  已送达: ['delivered'],
  已取消: ['cancelled'],
  已退货: ['returned'],
}
