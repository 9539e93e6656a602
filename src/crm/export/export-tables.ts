import type { Event } from '../../conversation.ts'
import { campaignFigures } from '../campaigns/campaign-figures.ts'
import type { Database } from '../database.ts'
import type { Row } from '../work.ts'

/** A row's cells, by the names of the columns. */
export type ExportRow = Readonly<Record<string, string | number | null>>

/** What a kind's file has, and where it is read. */
export type ExportTable = {
  readonly columns: readonly string[]
  /** SQL of columns that are not named as in the table. Amounts are in cents there. */
  readonly as?: Readonly<Record<string, string>>
  readonly from: string
  /** The columns of its key, and what lies before the first. */
  readonly key: readonly string[]
  readonly first: readonly unknown[]
  /** What is not in the table; null leaves a row out. */
  readonly complete?: (row: Row, db: Pick<Database, 'all'>) => Promise<Row | null> | Row | null
}

const table = (
  from: string,
  key: string,
  columns: string,
  rest: Partial<ExportTable> = {},
): ExportTable => {
  const keys = key.split(' ')
  return { from, key: keys, first: keys.map(() => ''), columns: columns.split(' '), ...rest }
}

const order = { order: 'order_number' }

const campaignResults =
  'waiting sent failed cancelled opened clicked left message_of message_answered message_bought control_of control_answered control_bought'

/** All that can be exported, in the order in which the records name each other. */
export const exportTables = {
  companies: table(
    'companies',
    'id',
    'id name domain phone address postcode city country owner team made_at',
  ),
  customers: table(
    'customers',
    'id',
    'id name email email_verified email_on_file phone phone_verified language time_zone address postcode city country company owner team tier since',
  ),
  contacts: table('contacts', 'id', 'id customer kind label value verified_at added_at'),
  addresses: table('addresses', 'id', 'id customer label address postcode city country added_at'),
  attributes: table('attributes', 'kind record name', 'kind record name text number'),
  consents: table('consents', 'id', 'customer purpose given text_version how at by', {
    as: { by: 'by_name' },
    first: [0],
  }),
  products: table(
    'products',
    'sku',
    'sku name name_zh category price currency stock description description_zh',
    { as: { price: 'price_cents' } },
  ),
  orders: table(
    'orders',
    'number',
    'number customer placed_at status currency total address items',
    {
      as: {
        total: 'total_cents',
        items: `(select string_agg(quantity || ' x ' || name, '; ' order by line)
          from order_items where order_number = number)`,
      },
    },
  ),
  shipments: table(
    'shipments',
    'order_number line',
    'order line carrier tracking status shipped_at expected_at delivered_at',
    { as: order, first: ['', -1] },
  ),
  invoices: table(
    'invoices',
    'number',
    'number order customer issued_at due_at paid_at status currency net tax total',
    { as: { ...order, net: 'net_cents', tax: 'tax_cents', total: 'total_cents' } },
  ),
  returns: table('returns', 'number', 'number order conversation reason wish status asked_at', {
    as: order,
  }),
  tickets: table(
    'tickets',
    'number',
    'number customer conversation order category priority status owner team subject body opened_at responded_at closed_at',
    { as: order },
  ),
  tasks: table(
    'tasks',
    'id',
    'id title body status due_at remind_at done_at owner team customer ticket conversation made_at',
  ),
  notes: table('notes', 'id', 'id kind record customer text at by', { as: { by: 'by_name' } }),
  opportunities: table(
    'opportunities',
    'id',
    'id title customer stage amount currency probability expected_close owner reason note opened_at closed_at',
    { as: { amount: 'amount_cents' } },
  ),
  segments: table('segments', 'id', 'id name filter made_at made_by'),
  campaigns: table(
    'campaigns',
    'id',
    `id name segment channel status control_percent started_at ended_at ${campaignResults}`,
    {
      as: Object.fromEntries(campaignResults.split(' ').map((name) => [name, 'null'])),
      complete: withFigures,
    },
  ),
  messages: table(
    'events e join conversations c on c.key = e.conversation',
    'position',
    'conversation seq at channel customer by agent text',
    {
      as: { conversation: 'c.id', by: 'body', agent: 'null', text: 'null' },
      first: [0],
      complete: messageOf,
    },
  ),
} as const satisfies Readonly<Record<string, ExportTable>>

export type ExportKind = keyof typeof exportTables
export const exportKinds = Object.keys(exportTables) as [ExportKind, ...ExportKind[]]

async function withFigures(row: Row, db: Pick<Database, 'all'>): Promise<Row> {
  const { message, control, ...figures } = await campaignFigures(db, String(row['id']), new Date())
  return {
    ...row,
    ...figures,
    message_of: message.of,
    message_answered: message.answered,
    message_bought: message.bought,
    control_of: control.of,
    control_answered: control.answered,
    control_bought: control.bought,
  }
}

/** Null of events in which nothing was said. */
function messageOf(row: Row): Row | null {
  const event = JSON.parse(String(row['by'])) as Event
  const said = { ...row, agent: 'agent' in event ? event.agent.name : null }
  switch (event.kind) {
    case 'customer-said':
      return { ...said, by: 'customer', text: event.text }
    case 'bot-said':
      return event.text === undefined ? null : { ...said, by: 'bot', text: event.text }
    case 'agent-said':
      return { ...said, by: 'agent', text: event.text }
    case 'noted':
      return { ...said, by: 'note', text: event.text }
    default:
      return null
  }
}
