/** Which roles may do what, for the `may` of routes. */
import type { Role } from '../../crm/access/role.ts'

/** Sees customers and what belongs to them. */
export const readers: readonly Role[] = ['admin', 'supervisor', 'agent', 'viewer']
/** Serves customers: writes what is theirs. */
export const workers: readonly Role[] = ['admin', 'supervisor', 'agent']
/** Leads: sees and arranges the work of all teams. */
export const leaders: readonly Role[] = ['admin', 'supervisor']
export const admins: readonly Role[] = ['admin']
/** Sees what the bot was taught. */
export const everybody: readonly Role[] = ['admin', 'supervisor', 'agent', 'editor', 'viewer']
