import type { Event, Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Actor } from '../records/actor.ts'

/** One thing that happened with a customer. */
export type Moment = {
  readonly at: string
  /** Its place among those of one time. */
  readonly ref: string
  readonly kind:
    | 'said'
    | 'moved'
    | 'order'
    | 'ticket'
    | 'return'
    | 'invoice'
    | 'note'
    | 'task'
    | 'consent'
    | 'change'
  /** The kind and key of the record that it is about. */
  readonly of: string
  readonly record: string
  readonly by: { readonly kind: Actor['kind'] | null; readonly name: string }
  readonly text: string
  /** Of a change the field, with what it was and became. */
  readonly field: string | null
  readonly was: Json
  readonly became: Json
}

export type TimelinePage = {
  readonly moments: readonly Moment[]
  /** Hand it back as `before`; null at the beginning of time. */
  readonly next: readonly [at: string, ref: string] | null
}

/**
 * All that happened with a customer, the latest first: what was said, orders, tickets, returns,
 * invoices, notes, tasks, consents, scores and changed fields, in one query. Each source is read from its
 * own index and no further than the page needs. `seen` is what the asker may see of conversations
 * `c`, of tickets `t` and of tasks `k`.
 */
export async function timelineOf(
  db: Pick<Database, 'all'>,
  customer: string,
  {
    before,
    limit,
    seen,
  }: {
    readonly before: readonly [at: string, ref: string] | null
    readonly limit: number
    readonly seen: {
      readonly conversations: { readonly sql: string; readonly params: readonly unknown[] }
      readonly tickets: { readonly sql: string; readonly params: readonly unknown[] }
      readonly tasks: { readonly sql: string; readonly params: readonly unknown[] }
    }
  },
): Promise<TimelinePage> {
  const [at, ref] = before ?? ['9999', '']
  const params: unknown[] = []
  const parts = sources(seen).map(({ sql, params: own }, i) => {
    params.push(customer, ...own, at, ref, limit + 1)
    return `select * from (select * from (${sql}) s${i} where (at, ref) < (?, ?)
      order by at desc, ref desc limit ?) p${i}`
  })
  const rows = await db.all<Row>(
    `${parts.join('\nunion all\n')} order by at desc, ref desc limit ?`,
    ...params,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    moments: shown.map(momentOf),
    next: rows.length > limit && last ? [last.at, last.ref] : null,
  }
}

type Row = {
  readonly at: string
  readonly ref: string
  readonly kind: Moment['kind'] | 'event'
  readonly record: string
  readonly about: string
  readonly by_kind: string | null
  readonly by_name: string
  readonly text: string
  readonly field: string | null
  readonly was: string | null
  readonly became: string | null
}

type Source = { readonly sql: string; readonly params: readonly unknown[] }

/** What is said and who moved it; what the bot decided is for the conversation itself. */
const told = ['customer-said', 'bot-said', 'agent-said', 'noted', 'identified', 'handed-over']
  .concat('claimed', 'given-back', 'resolved')
  .map((kind) => `e.body like '{"kind":"${kind}"%'`)
  .join(' or ')

/** All with the same columns; each with the customer as its first parameter. */
function sources(seen: {
  readonly conversations: Source
  readonly tickets: Source
  readonly tasks: Source
}): readonly Source[] {
  return [
    {
      sql: `select e.at, 'e' || (1000000000000 + e.position) as ref, 'event' as kind,
          c.id as record, 'conversation' as about, cast(null as text) as by_kind, '' as by_name,
          e.body as text, cast(null as text) as field, cast(null as text) as was,
          cast(null as text) as became
        from conversations c join events e on e.conversation = c.key
        where c.customer = ? and ${seen.conversations.sql} and (${told})`,
      params: seen.conversations.params,
    },
    simple('orders', 'order', 'number', 'placed_at', 'status'),
    {
      sql: `select t.opened_at as at, 't' || t.number as ref, 'ticket' as kind,
          t.number as record, 'ticket' as about, null as by_kind, '' as by_name, t.subject as text,
          null as field, null as was, null as became
        from tickets t where t.customer = ? and ${seen.tickets.sql}`,
      params: seen.tickets.params,
    },
    {
      sql: `select r.asked_at as at, 'r' || r.number as ref, 'return' as kind,
          r.number as record, 'return' as about, null as by_kind, '' as by_name, r.reason as text,
          null as field, null as was, null as became
        from returns r join orders o on o.number = r.order_number where o.customer = ?`,
      params: [],
    },
    simple('invoices', 'invoice', 'number', 'issued_at', 'status'),
    {
      sql: `select n.at, 'n' || n.id as ref, 'note' as kind, n.record,
          n.kind as about, n.by_kind, n.by_name, n.text, null as field, null as was, null as became
        from notes n left join tickets t on n.kind = 'ticket' and t.number = n.record
        where n.customer = ? and (t.number is null or ${seen.tickets.sql})`,
      params: seen.tickets.params,
    },
    {
      sql: `select k.made_at as at, 'k' || k.id as ref, 'task' as kind, k.id as record,
          'task' as about, null as by_kind, '' as by_name, k.title as text, null as field,
          null as was, null as became
        from tasks k where k.customer = ? and ${seen.tasks.sql}`,
      params: seen.tasks.params,
    },
    {
      sql: `select s.at, 's' || (1000000000000 + s.id) as ref, 'consent' as kind,
          s.purpose as record, 'consent' as about, s.by_kind, s.by_name, s.how as text,
          s.text_version as field, null as was,
          case when s.given = 1 then 'true' else 'false' end as became
        from consents s where s.customer = ?`,
      params: [],
    },
    {
      sql: `select m.at, 'm' || (1000000000000 + m.id) as ref, 'change' as kind,
          m.customer as record, 'customer' as about, null as by_kind, '' as by_name, '' as text,
          'scores.' || m.name as field, cast(m.was as text) as was, cast(m.became as text) as became
        from score_changes m where m.customer = ?`,
      params: [],
    },
    {
      sql: `select h.at, 'h' || (1000000000000 + h.id) as ref, 'change' as kind, h.record,
          h.kind as about, h.by_kind, h.by_name, '' as text, h.field, h.was, h.became
        from record_changes h left join tickets t on h.kind = 'ticket' and t.number = h.record
          left join tasks k on h.kind = 'task' and k.id = h.record
        where h.customer = ? and h.what = 'changed' and h.field not like 'consents.%'
          and (t.number is null or ${seen.tickets.sql}) and (k.id is null or ${seen.tasks.sql})`,
      params: [...seen.tickets.params, ...seen.tasks.params],
    },
  ]
}

const simple = (table: string, kind: string, key: string, at: string, text: string): Source => ({
  sql: `select ${at} as at, '${kind}' || ${key} as ref, '${kind}' as kind, ${key} as record,
      '${kind}' as about, null as by_kind, '' as by_name, ${text} as text, null as field,
      null as was, null as became
    from ${table} where customer = ?`,
  params: [],
})

function momentOf({ at, ref, kind, record, about, by_kind, by_name, text, ...row }: Row): Moment {
  const none = { field: null, was: null, became: null }
  if (kind === 'event') return { at, ref, of: about, record, ...none, ...happened(text) }
  return {
    at,
    ref,
    kind,
    of: about,
    record,
    by: { kind: by_kind as Actor['kind'] | null, name: by_name },
    text,
    field: row.field,
    was: jsonOf(row.was),
    became: jsonOf(row.became),
  }
}

function happened(body: string): Pick<Moment, 'kind' | 'by' | 'text'> {
  const event = JSON.parse(body) as Event
  const agent = 'agent' in event ? ({ kind: 'agent', name: event.agent.name } as const) : null
  const by = agent ?? {
    kind: event.kind === 'customer-said' || event.kind === 'identified' ? 'customer' : 'bot',
    name: '',
  }
  const isSaid = 'text' in event
  return {
    kind: event.kind === 'noted' ? 'note' : isSaid || event.kind === 'bot-said' ? 'said' : 'moved',
    by,
    text: isSaid ? (event.text ?? '') : event.kind === 'bot-said' ? '' : event.kind,
  }
}

const jsonOf = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json))
