/**
 * What must hold of every answer, said once more and apart from the code that is tested: it knows
 * nothing of `may`, `of` and the rules.
 */
import type { AgentsSee } from '../../../src/crm/access/asker.ts'
import type { Role } from '../../../src/crm/access/role.ts'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import type { Caller } from './people.ts'
import type { Relation, Scene } from './scene.ts'

/** About oneself, and what anybody at the desk may know. */
const ones: readonly string[] = ['Account', 'Studio']
const names: readonly string[] = ['Teams', 'Colleagues']
/** For administrators only. */
const ruling: readonly string[] = ['API keys', 'Audit log', 'Privacy', 'Export', 'Imports']
/** For who leads others. */
const leading: readonly string[] = ['Duplicates']

/** Whether somebody of a role has any business with a route. */
export function isForRole({ tag, method }: ApiRoute, role: Role): boolean {
  const isReading = method === 'get'
  if (ones.includes(tag)) return true
  if (names.includes(tag)) return isReading || role === 'admin'
  if (ruling.includes(tag)) return role === 'admin'
  if (leading.includes(tag)) return role === 'admin' || role === 'supervisor'
  if (role === 'editor') return false
  return isReading || role !== 'viewer'
}

/** Whether a key may ever call a route: not what makes keys, colleagues or sessions. */
export const isForKeys = ({ tag, method }: ApiRoute): boolean =>
  !ones.includes(tag) && tag !== 'API keys' && !(tag === 'Colleagues' && method !== 'get')

/** Whether the caller may see what belongs to an agent. */
export function seesRuled({ role }: Caller, relation: Relation, agentsSee: AgentsSee): boolean {
  if (role === null || role === 'editor') return false
  if (role !== 'agent' || agentsSee === 'all' || relation === 'own') return true
  return agentsSee === 'team' && relation === 'team'
}

export const seesOpen = ({ role }: Caller): boolean => role !== null && role !== 'editor'

/** What an answer shows that it must not. */
export function leakIn(
  text: string,
  caller: Caller,
  scenes: readonly Scene[],
  agentsSee: AgentsSee,
): string | null {
  const shown = text.toLowerCase()
  for (const { relation, ruled, open, strangers } of scenes) {
    if (shown.includes(strangers) && !seesRuled(caller, 'foreign', agentsSee)) {
      return 'shows what a stranger does for the same customer'
    }
    if (shown.includes(ruled) && !seesRuled(caller, relation, agentsSee)) {
      return `shows what is ${relation}`
    }
    if (shown.includes(open) && !seesOpen(caller)) return 'shows a customer'
  }
  return null
}
