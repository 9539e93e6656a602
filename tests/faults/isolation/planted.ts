/** The tables with one check taken out: the matrix must notice each. */
import { rules } from '../../../src/crm/access/rules.ts'
import { roles } from '../../../src/crm/access/role.ts'
import type { RouteTables } from '../../../src/server/app.ts'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import { GRANTED } from './people.ts'

export type Plant = {
  readonly name: string
  readonly routes: RouteTables
  readonly whole: RouteTables
  /** The operation that leaks now. */
  readonly only: readonly string[]
  readonly withLive?: true
  /** Takes out what is in no table, and puts it back. */
  readonly plant?: () => () => void
}

const ruled: readonly string[] = ['conversation', 'ticket', 'task', 'opportunity']

/** For each route its roles, its record and its scope; for each rule every list that it guards. */
export function plantsOf(routes: RouteTables): Plant[] {
  const plants: Plant[] = []
  for (const table of ['api', 'desk', 'studio'] as const) {
    for (const route of routes[table]) {
      const { operation, may, of, scope, lists = [] } = route
      const swap = (what: string, change: Partial<ApiRoute>) =>
        plants.push({
          name: `${operation} without its ${what}`,
          whole: routes,
          routes: {
            ...routes,
            [table]: routes[table].map((one) => (one === route ? { ...one, ...change } : one)),
          },
          only: [operation],
        })
      if (may.length < roles.length) swap('roles', { may: roles })
      // Only an agent's sight has bounds: who leads sees all.
      if (of && ruled.includes(of.kind) && may.includes('agent')) {
        const { of: _, ...without } = route
        plants.push({
          name: `${operation} without its record`,
          whole: routes,
          routes: {
            ...routes,
            [table]: routes[table].map((one) => (one === route ? without : one)),
          },
          only: [operation],
        })
      }
      if (table === 'api')
        swap(scope === null ? 'being for the desk only' : 'scope', { scope: GRANTED })
      for (const kind of lists.filter((kind) => ruled.includes(kind))) {
        plants.push({
          name: `${operation} without the rule of ${kind}s`,
          routes,
          whole: routes,
          only: [operation],
          plant: () => withoutRule(kind),
        })
      }
    }
  }
  plants.push({
    name: 'the live line without the rule of conversations',
    routes,
    whole: routes,
    only: [],
    withLive: true,
    plant: () => withoutRule('conversation'),
  })
  return plants
}

function withoutRule(kind: keyof typeof rules): () => void {
  const table = rules as Record<string, unknown>
  const rule = table[kind]
  table[kind] = () => ({ sql: '1 = 1', params: [] })
  return () => {
    table[kind] = rule
  }
}
