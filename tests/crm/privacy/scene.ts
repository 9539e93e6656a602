import { keepAnswer, reserveCall } from '../../../src/crm/access/api-answers.ts'
import { appendAudit } from '../../../src/crm/audit/append-audit.ts'
import type { Database } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { addAddress } from '../../../src/crm/people/addresses.ts'
import { addConsent } from '../../../src/crm/people/consents.ts'
import { keepScores } from '../../../src/crm/people/scores.ts'
import { addContact } from '../../../src/crm/people/contacts.ts'
import { setAttributes } from '../../../src/crm/records/attribute-values.ts'
import { changeRecord } from '../../../src/crm/records/change-record.ts'
import { customerShape } from '../../../src/crm/records/customer-shape.ts'
import { ticketShape } from '../../../src/crm/records/ticket-shape.ts'
import { addNote } from '../../../src/crm/service/notes.ts'
import { makeTask } from '../../../src/crm/service/tasks.ts'
import { run } from '../../../src/crm/work.ts'
import { anna, tom, world } from '../../people.ts'

const shoe = {
  name: 'shoe_colour',
  of: 'customer',
  type: 'text',
  label: { en: '', zh: '' },
  choices: [],
} as const

const agent = { id: 'a-1', name: 'Mei Lin' }

/** By table, what tells that it is about Anna. */
export const annaIn: Readonly<Record<string, string>> = {
  customers: 'Potsdam',
  contacts: 'a.berg@harbour.example',
  addresses: 'Postfach 77 04',
  attributes: 'ultramarine',
  consents: 'by fax',
  conversations: 'visitor-of-anna',
  events: 'My lamp hums',
  reminders: 'ask again',
  orders: 'HP-09987',
  order_items: 'HP-09987',
  shipments: 'JD014600010023',
  invoices: 'INV-ANNA1',
  returns: 'R-ANNA01',
  return_items: 'R-ANNA01',
  tickets: 'T-ANNA01',
  notes: 'rung up',
  tasks: 'Ring her',
  opportunities: 'Forty chairs',
  opportunity_stays: 'D-ANNA01',
  campaign_recipients: 'her box is full',
  import_records: 'Eberswalde',
  merges: 'Anna Bergmann',
  record_changes: 'Potsdam',
  scores: '0.8125',
  score_changes: '0.8125',
}

/** Anna in all places that a customer can be in, and Tom, who has to do with her once. */
export async function annaEverywhere(db: Database) {
  await world(db)
  const start = async (visitor: string) =>
    (await startConversation(db, { visitor, channel: 'web', language: 'en' })).id
  const say = (conversation: string, text: string) =>
    record(db, {
      conversation,
      events: [
        { kind: 'customer-said', clientId: crypto.randomUUID(), text },
        { kind: 'bot-said', text: 'One moment, please.' },
      ],
    })

  const proven = await start('visitor-of-anna')
  await say(proven, 'My lamp hums, I am at Lindenweg 8.')
  await record(db, {
    conversation: proven,
    events: [
      { kind: 'identified', customer: anna.id, how: 'checked' },
      { kind: 'changed', what: 'opened ticket', record: 'T-ANNA01' },
      { kind: 'handed-over', reason: 'asked' },
      { kind: 'claimed', agent },
      { kind: 'noted', text: 'Anna Berg is a good customer.', agent },
    ],
    changes: [
      {
        do: 'open-ticket',
        ticket: {
          number: 'T-ANNA01',
          customer: anna.id,
          category: 'other',
          priority: 'low',
          subject: 'It hums',
          body: 'The lamp of Anna Berg hums.',
        },
      },
      {
        do: 'request-return',
        number: 'R-ANNA01',
        order: 'HP-09987',
        skus: ['KET-COP'],
        reason: 'dented, says Anna',
        wish: 'refund',
      },
      {
        do: 'set-reminder',
        reminder: { name: 'ask again', intent: 'greet', at: '2027-01-01T00:00:00.000Z' },
      },
      { do: 'count-failed-proof', key: `email ${anna.email}` },
      { do: 'count-failed-proof', key: 'order HP-10023' },
      { do: 'count-failed-proof', key: `conversation ${proven}` },
    ],
  })
  const by = { kind: 'agent', ...agent } as const
  const at = '2026-11-20T12:00:00.000Z'
  await db.write(function* () {
    yield* changeRecord(customerShape, anna.id, { by, at, set: { city: 'Potsdam' } })
    const set = { subject: 'Parcel went to Anna Berg' }
    yield* changeRecord(ticketShape, 'T-7K2M4Q', { by, at, set })
    yield* changeRecord(ticketShape, 'T-7K2M4Q', { by, at, set: { subject: 'Parcel is late' } })
    yield* appendAudit({ by, action: 'read', kind: 'customer', id: anna.id, detail: 'hums' })
    yield* appendAudit({ by, action: 'read', kind: 'conversation', id: proven })
    yield* appendAudit({ by, action: 'read', kind: 'order', id: 'HP-09987' })
    for (const [key, answer] of [
      ['1', { name: anna.name }],
      ['2', { conversation: proven }],
      ['3', { of: 'nobody' }],
    ] as const) {
      const named = { asker: 'key', key }
      yield* reserveCall({ ...named, hash: '' })
      yield* keepAnswer({ ...named, status: 200, answer: JSON.stringify(answer) })
    }
  })
  await db.write(function* () {
    const edit = { by, at }
    yield* addContact(
      anna.id,
      { kind: 'email', label: 'work', value: 'a.berg@harbour.example', isVerified: true },
      edit,
    )
    yield* addAddress(
      anna.id,
      { label: 'billing', address: 'Postfach 77 04', city: 'Berlin', country: '', postcode: '' },
      edit,
    )
    yield* setAttributes([shoe], 'customer', anna.id, { shoe_colour: 'ultramarine' })
    yield* addConsent(
      anna.id,
      { purpose: 'newsletter', isGiven: true, textVersion: '2026-03', how: 'by fax' },
      edit,
    )
    for (const value of [0.25, 0.8125]) {
      yield* keepScores('churn-risk', [{ customer: anna.id, value }], at)
    }
    yield* addNote({ kind: 'customer', record: anna.id, text: 'Likes to be rung up' }, edit)
    yield* addNote({ kind: 'ticket', record: 'T-ANNA01', text: 'Bulb was swapped' }, edit)
    yield* addNote({ kind: 'ticket', record: 'T-7K2M4Q', text: 'Anna Berg has it' }, edit)
    yield* makeTask({ title: 'Ring her', customer: anna.id }, edit)
    yield* makeTask({ title: 'Swap the bulb', ticket: 'T-ANNA01' }, edit)
    yield* makeTask({ title: 'Read what was said', conversation: proven }, edit)
    yield* makeTask({ title: 'Fetch the parcel from Anna Berg', customer: tom.id }, edit)
    yield* run(
      `insert into invoices (number, order_number, customer, issued_at, due_at, status, currency,
         net_cents, tax_cents, total_cents) values ('INV-ANNA1', 'HP-10023', ?, ?, ?, 'open', 'EUR',
         1, 1, 2)`,
      anna.id,
      at,
      at,
    )
    yield* run(
      `insert into opportunities (id, title, customer, stage, amount_cents, currency, opened_at)
       values ('D-ANNA01', 'Forty chairs', ?, 'lead', 1, 'EUR', ?)`,
      anna.id,
      at,
    )
    yield* run(
      `insert into opportunity_stays (opportunity, number, stage, since)
       values ('D-ANNA01', 1, 'lead', ?)`,
      at,
    )
    yield* run(
      `insert into campaigns (id, name, channel, message, control_percent, time_zone, window_days,
         per_minute, status, seed, made_at, made_by)
       values ('G-1', 'Winter', 'email', '{}', 0, 'UTC', 7, 1, 'done', '', ?, '')`,
      at,
    )
    yield* run(
      `insert into campaign_recipients (id, campaign, customer, part, state, reason, language)
       values ('P-ANNA01', 'G-1', ?, 'message', 'failed', 'her box is full', 'en')`,
      anna.id,
    )
    yield* run(
      `insert into imports (id, kind, file_name, plan, status, by_kind, by_id, by_name, at)
       values ('I-1', 'customers', 'customers.csv', '{}', 'done', 'agent', '', '', ?)`,
      at,
    )
    yield* run(
      `insert into import_records (import, kind, record, line, what, version, was)
       values ('I-1', 'customer', ?, 2, 'changed', 2, '{"city":"Eberswalde"}')`,
      anna.id,
    )
    yield* run(
      `insert into merges (id, kept, gone, record, fields, moved, extras, by_kind, by_id, by_name, at)
       values ('M-1', ?, 'C-GONE1', '{"name":"Anna Bergmann"}', '[]', '{}', '{}', 'agent', '', '', ?)`,
      anna.id,
      at,
    )
  })
  const unproven = await start('nobody-known')
  await say(unproven, `I wrote from Anna.Berg@Example.com, why no answer?`)
  const toms = await start('visitor-of-tom')
  await record(db, {
    conversation: toms,
    events: [{ kind: 'identified', customer: tom.id, how: 'checked' }],
  })
  await say(toms, 'My parcel went to Anna Berg, order HP-10023, not to me.')
  const strangers = await start('visitor-of-a-stranger')
  await say(strangers, 'Do you sell lamps? Berg is a fine name for one, order HP-100234.')
  return { proven, unproven, toms, strangers }
}

/** Everything in the store, as text: what must not be in it any more, is not. */
export async function everything(db: Database): Promise<string> {
  const tables = await db.all<{ name: string }>(
    db.engine === 'sqlite'
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
      : 'select tablename as name from pg_tables where schemaname = current_schema()',
  )
  const rows = await Promise.all(tables.map(({ name }) => db.all(`select * from ${name}`)))
  return JSON.stringify(rows)
}
