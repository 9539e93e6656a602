import type { Expression, SegmentField } from './field.ts'
import { spoken } from './spoken.ts'

const column = (name: string): SegmentField['expression'] => {
  const expression = { sql: `c.${name}`, params: [] }
  return () => expression
}

const text = (name: string): SegmentField => ({ type: 'text', expression: column(name) })

/** Orders count unless they were cancelled or sent back. */
const kept = "o.status not in ('cancelled', 'returned')"

const orders = (what: string, since: string, ...params: readonly unknown[]): Expression => ({
  sql: `(select ${what} from orders o where o.customer = c.id and ${kept} and o.placed_at >= ?
    ${params.length > 0 ? 'and o.currency = ?' : ''})`,
  params: [since, ...params],
})

/** A field of the team's own, by its name; what is not known of somebody is null. */
const attribute = (
  type: SegmentField['type'],
  column: 'text' | 'number',
  like: string,
): SegmentField => ({
  type,
  of: { what: 'the name of an attribute', check: /^[a-z][a-z0-9_]{0,63}$/, like },
  expression: ({ of }) => ({
    sql: `(select a.${column} from attributes a
      where a.kind = 'customer' and a.record = c.id and a.name = ?)`,
    params: [of],
  }),
})

/** All that a segment may ask; nothing else of a customer can be reached by a filter. */
export const segmentFields: Readonly<Record<string, SegmentField>> = {
  name: text('name'),
  email: text('email'),
  phone: text('phone'),
  language: text('language'),
  city: text('city'),
  country: text('country'),
  postcode: text('postcode'),
  tier: {
    type: 'choice',
    choices: ['standard', 'silver', 'gold'],
    expression: column('tier'),
  },
  since: { type: 'time', expression: column('since') },
  orders: {
    type: 'count',
    isWindowed: true,
    expression: ({ since }) => orders('count(*)', since),
  },
  'last-order': { type: 'time', expression: () => orders('max(o.placed_at)', '') },
  spent: {
    type: 'money',
    isWindowed: true,
    of: { what: 'a currency', check: /^[A-Z]{3}$/, like: 'EUR' },
    expression: ({ of, since }) => orders('coalesce(sum(o.total_cents), 0)', since, of),
  },
  bought: {
    type: 'count',
    isWindowed: true,
    of: { what: 'the SKU of a product', check: /^\S.*$/, like: 'LMP-OAK' },
    expression: ({ of, since }) => ({
      sql: `(select coalesce(sum(i.quantity), 0) from orders o
        join order_items i on i.order_number = o.number
        where o.customer = c.id and ${kept} and o.placed_at >= ? and i.sku = ?)`,
      params: [since, of],
    }),
  },
  tickets: {
    type: 'count',
    isWindowed: true,
    expression: ({ since }) => ({
      sql: '(select count(*) from tickets t where t.customer = c.id and t.opened_at >= ?)',
      params: [since],
    }),
  },
  'open-tickets': {
    type: 'count',
    expression: () => ({
      sql: "(select count(*) from tickets t where t.customer = c.id and t.status <> 'closed')",
      params: [],
    }),
  },
  'last-message': {
    type: 'time',
    expression: () => ({
      sql: `(select max(e.at) from conversations v join events e on e.conversation = v.key
        where v.customer = c.id and ${spoken})`,
      params: [],
    }),
  },
  'churn-risk': {
    type: 'number',
    expression: () => ({
      sql: "(select s.value from scores s where s.customer = c.id and s.name = 'churn-risk')",
      params: [],
    }),
  },
  'time-zone': text('time_zone'),
  company: {
    type: 'text',
    expression: () => ({
      sql: "coalesce((select k.name from companies k where k.id = c.company), '')",
      params: [],
    }),
  },
  consent: {
    type: 'choice',
    choices: ['given', 'taken-back', 'never-asked'],
    of: { what: 'a purpose', check: /^\S{1,100}$/, like: 'marketing-email' },
    expression: ({ of }) => ({
      sql: `case (select k.given from consents k where k.customer = c.id and k.purpose = ?
          order by k.id desc limit 1)
        when 1 then 'given' when 0 then 'taken-back' else 'never-asked' end`,
      params: [of],
    }),
  },
  'open-opportunities': {
    type: 'count',
    expression: () => ({
      sql: `(select count(*) from opportunities p where p.customer = c.id
        and p.stage not in ('won', 'lost'))`,
      params: [],
    }),
  },
  'attribute-text': attribute('text', 'text', 'shoe_brand'),
  'attribute-number': attribute('number', 'number', 'shoe_size'),
  'attribute-day': attribute('time', 'text', 'birthday'),
  'attribute-yes': attribute('yes-no', 'number', 'is_member'),
}
