/** How each operation is called so that nothing but access can stand in its way. */
import { password } from '../../server/desk-client.ts'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import type { Scene, Things } from './scene.ts'

type Given = { readonly scene: Scene; readonly things: Things; readonly mark: string }

type Asked = {
  /** Values of the path that `of` does not say. */
  readonly params?: (given: Given) => Readonly<Record<string, string>>
  readonly query?: (given: Given) => string
  readonly body?: (given: Given) => object
}

const team = ({ things }: Given) => ({ id: things.team, agent: things.agent })
const agent = ({ things }: Given) => ({ id: things.agent })
const written = ({ mark }: Given) => ({ clientId: mark, text: 'hello' })
const canary = () => 'q=canary'

/**
 * By operation. Whoever adds a route that needs more than the id of its record adds a line here:
 * the matrix says which routes nobody got through to.
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
  exportAtDesk: { params: () => ({ kind: 'messages' }), query: () => 'format=jsonl' },
}

/** What needs more than a request here gives: nobody gets through, and only refusals are tried. */
export const needMore: readonly string[] = [
  'readImport',
  'beginImport',
  'changeImport',
  'runImport',
  'undoImport',
  'stopImport',
  'readRefusedRows',
  'decideDifferent',
  'mergeCustomers',
  'undoMerge',
  'addContact',
  'changeContact',
  'makeContactFirst',
  'removeContact',
  'addAddress',
  'removeAddress',
  'addConsent',
]

/** The path with its query, and the body, of one call. */
export function requestOf(route: ApiRoute, given: Given): { path: string; body?: object } {
  const { params, query, body } = requests[route.operation] ?? {}
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
