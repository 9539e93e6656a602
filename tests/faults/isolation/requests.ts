/** How each operation is called so that nothing but access can stand in its way. */
import { password } from '../../server/desk-client.ts'
import type { Database } from '../../../src/crm/database.ts'
import { defaultStages } from '../../../src/crm/sales/pipeline.ts'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import {
  addressOf,
  contactOf,
  doubleOf,
  importAt,
  letterOf,
  mergeOf,
  proposalOf,
  type Made,
} from './made.ts'
import type { Scene, Things } from './scene.ts'

type Given = {
  readonly scene: Scene
  readonly things: Things
  readonly mark: string
  readonly made: Made
}

type Asked = {
  /** What must be there before. */
  readonly make?: (db: Database, scene: Scene) => Promise<Made>
  /** Values of the path that `of` does not say. */
  readonly params?: (given: Given) => Readonly<Record<string, string>>
  readonly query?: (given: Given) => string
  /** A buffer is sent as it is. */
  readonly body?: (given: Given) => object
}

const team = ({ things }: Given) => ({ id: things.team, agent: things.agent })
const agent = ({ things }: Given) => ({ id: things.agent })
const written = ({ mark }: Given) => ({ clientId: mark, text: 'hello' })
const canary = () => 'q=canary'
const itself = ({ made }: Given) => ({ id: made['id'] ?? '' })
const contact = { make: contactOf, params: ({ made }: Given) => made }
const pair = ({ scene, made }: Given) => ({ a: scene.ids.customer, b: made['double'] })

/**
 * By operation. Whoever adds a route that needs more than the id of its record adds a line here:
 * the matrix says which routes nobody got through to, and fails.
 */
export const requests: Readonly<Record<string, Asked>> = {
  changePassword: { body: () => ({ current: password, next: `${password} more` }) },
  say: { body: written },
  addNote: { body: written },
  sendToTeam: { body: ({ things }) => ({ team: things.team }) },
  sayAtDesk: { body: written },
  noteAtDesk: { body: written },
  readInbox: { query: () => 'inbox=open' },
  search: { query: canary },
  searchAtDesk: { query: canary },
  findProducts: { query: () => 'q=lamp' },
  addCustomerNote: { body: () => ({ text: 'hello' }) },
  addCompanyNote: { body: () => ({ text: 'hello' }) },
  addTicketNote: { body: () => ({ text: 'hello' }) },
  makeCustomer: { body: () => ({ name: 'New' }) },
  makeCompany: { body: () => ({ name: 'New' }) },
  makeTask: { body: () => ({ title: 'New' }) },
  openTicket: { body: () => ({ subject: 'New' }) },
  openOpportunity: { body: () => ({ title: 'New', amountCents: 1, currency: 'EUR' }) },
  replacePipeline: { body: () => ({ stages: [...defaultStages] }) },
  countSegment: { body: () => ({ filter: { all: [] } }) },
  createSegment: { body: () => ({ name: 'New', filter: { all: [] } }) },
  createCampaign: {
    body: () => ({
      name: 'New',
      segment: null,
      channel: 'email',
      message: {},
      controlPercent: 0,
      startAt: null,
      timeZone: 'UTC',
      windowDays: 7,
      perMinute: 1,
    }),
  },
  previewCampaign: { body: () => ({ message: {} }) },
  inviteAgent: {
    body: ({ things }) => ({ name: 'N', email: `n${things.n}@example.com`, role: 'agent' }),
  },
  changeAgent: { params: agent, body: () => ({ role: 'admin' }) },
  createTeam: { body: ({ mark }) => ({ name: mark }) },
  renameTeam: { params: team, body: ({ mark }) => ({ name: mark }) },
  removeTeam: { params: team },
  joinTeam: { params: team },
  leaveTeam: { params: team },
  makeKey: { body: () => ({ name: 'K', role: 'admin', scopes: ['audit:read'] }) },
  revokeKey: { params: ({ things }) => ({ id: things.key }) },
  erasePerson: { body: ({ scene }) => ({ confirm: scene.ids.customer }) },
  readImport: { make: importAt('running'), params: itself },
  beginImport: {
    query: () => 'kind=customers&name=customers.csv',
    body: () => Buffer.from('name\nNew\n'),
  },
  changeImport: { make: importAt('planned'), params: itself },
  runImport: { make: importAt('planned'), params: itself },
  undoImport: { make: importAt('done'), params: itself },
  stopImport: { make: importAt('failed'), params: itself },
  readRefusedRows: { make: importAt('done'), params: itself },
  decideDifferent: { make: proposalOf, body: pair },
  mergeCustomers: {
    make: doubleOf,
    body: ({ scene, made }) => ({
      keep: scene.ids.customer,
      gone: made['double'],
      take: [],
      versions: { keep: 1, gone: 1 },
    }),
  },
  undoMerge: { make: mergeOf, params: itself },
  addContact: { body: ({ mark }) => ({ kind: 'email', value: `${mark}@example.com` }) },
  changeContact: { ...contact, body: () => ({ isVerified: false }) },
  makeContactFirst: contact,
  removeContact: contact,
  addAddress: { body: () => ({ address: 'Canal 1' }) },
  removeAddress: { make: addressOf, params: ({ made }) => made },
  addConsent: {
    body: () => ({ purpose: 'newsletter', isGiven: true, textVersion: '1', how: 'phone' }),
  },
  steerCampaign: { make: letterOf, body: () => ({ step: 'start' }) },
  exportRecords: { params: () => ({ kind: 'tickets' }), query: () => 'format=csv' },
  exportAtDesk: { params: () => ({ kind: 'messages' }), query: () => 'format=jsonl' },
}

/** The path with its query, and the body, of one call. */
export async function requestOf(
  db: Database,
  route: ApiRoute,
  rest: Omit<Given, 'made'>,
): Promise<{ path: string; body?: object }> {
  const { make, params, query, body } = requests[route.operation] ?? {}
  const given = { ...rest, made: (await make?.(db, rest.scene)) ?? {} }
  const { of } = route
  const values = {
    ...params?.(given),
    ...(of && { [of.by]: given.scene.ids[of.kind] ?? `no-${of.kind}-in-the-scene` }),
  }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? 'unknown'),
  )
  return {
    path: query ? `${path}?${query(given)}` : path,
    ...(route.method !== 'get' && { body: body?.(given) ?? {} }),
  }
}
