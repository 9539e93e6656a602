import type { Role } from '../../crm/access/role.ts'

/** "admins, supervisors and agents" */
export function rolesText(roles: readonly Role[]): string {
  const names = roles.map((role) => `${role}s`)
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
