/** Facts as a customer reads them, in the customer's language. */
import type { Language } from '../conversation.ts'
import type { Order, OrderItem } from '../crm/orders.ts'
import type { Product } from '../crm/products.ts'

export const isChinese = (language: Language): boolean => /^zh\b/i.test(language)

/** "12 May 2026", 2026年5月12日. The shop's calendar is UTC. */
export function dateInWords(at: string | Date, language: Language): string {
  return dates[isChinese(language) ? 'zh' : 'en'].format(new Date(at))
}

/** "€89.00", ¥1,299.00. */
export function moneyInWords(amount: number, currency: string, language: Language): string {
  const locale = isChinese(language) ? 'zh-CN' : 'en-GB'
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
}

export const nameOf = (thing: Pick<OrderItem | Product, 'name' | 'nameZh'>, language: Language) =>
  isChinese(language) ? thing.nameZh : thing.name

/** "Anna Berg" is Anna in English; a Chinese name, and any name in Chinese, stays whole. */
export const calledName = (name: string, language: Language): string =>
  isChinese(language) || /\p{Script=Han}/u.test(name) ? name : (name.split(/\s+/, 1)[0] ?? name)

/** "Oslo lamp, 2 × Fjord chair" */
export function itemsInWords(items: readonly OrderItem[], language: Language): string {
  const named = items.map((item) =>
    item.quantity === 1
      ? nameOf(item, language)
      : isChinese(language)
        ? `${nameOf(item, language)} × ${item.quantity}`
        : `${item.quantity} × ${nameOf(item, language)}`,
  )
  return named.join(isChinese(language) ? '、' : ', ')
}

export function stockInWords(stock: number, language: Language): string {
  const zh = isChinese(language)
  if (stock <= 0) return zh ? '暂时缺货。' : 'Sold out at the moment.'
  if (stock <= 5) return zh ? `只剩 ${stock} 件了。` : `Only ${stock} left.`
  return zh ? '有货，当天可发。' : 'In stock, ready to ship.'
}

/** "being packed", 备货中; a status that has no words stands as it is. */
export function statusInWords(status: string, language: Language): string {
  const words = statuses[isChinese(language) ? 'zh' : 'en']
  return words[status.replaceAll(/[_ -]+/g, '-').toLowerCase()] ?? status.replaceAll(/[_-]+/g, ' ')
}

/** One line of a list: "- HP-10023, 12 May 2026, on its way, €89.00: Oslo lamp". */
export function orderInWords(order: Order, language: Language): string {
  const facts = [
    order.number,
    dateInWords(order.placedAt, language),
    statusInWords(order.status, language),
    moneyInWords(order.total, order.currency, language),
  ]
  const zh = isChinese(language)
  return `- ${facts.join(zh ? '，' : ', ')}${zh ? '：' : ': '}${itemsInWords(order.items, language)}`
}

const dates = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
}

const statuses: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>> = {
  en: {
    processing: 'being packed',
    shipped: 'on its way',
    delivered: 'delivered',
    cancelled: 'cancelled',
    returned: 'returned',
    'in-transit': 'on its way',
    'out-for-delivery': 'out for delivery today',
    open: 'open',
    pending: 'waiting for your answer',
    'on-hold': 'on hold, we are looking into it',
    solved: 'solved',
    closed: 'closed',
  },
  zh: {
    processing: '正在备货',
    shipped: '已经发出',
    delivered: '已经签收',
    cancelled: '已经取消',
    returned: '已经退回',
    'in-transit': '运输中',
    'out-for-delivery': '今天派送',
    delayed: '有延误',
    open: '处理中',
    pending: '等您回复',
    'on-hold': '已搁置，我们正在跟进',
    solved: '已解决',
    closed: '已解决',
  },
}
