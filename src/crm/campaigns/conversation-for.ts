/**
 * SQL: the conversation in the widget in which a customer, proven to be it, is met again; null
 * without one. `customer` is an expression.
 */
export const conversationFor = (customer: string): string =>
  `(select v.id from conversations v where v.customer = ${customer} and v.channel = 'directline'
    and v.last_position > 0 order by v.last_position desc limit 1)`
