import type { Role } from '../agents.ts'
import type { Kind } from './query-fields.ts'

/** Who searches. */
export type Asker = { readonly id: string; readonly role: Role }

/** All of a kind, or nothing. */
export type Visible = 'all' | 'none'

/**
 * What somebody may find of a kind. Today every agent sees all conversations and records; where
 * that is to be less, it is said here, and holds for every search. Whoever is neither agent nor
 * administrator finds nothing.
 */
export function visibleTo({ role }: Asker, _kind: Kind): Visible {
  return role === 'admin' || role === 'agent' ? 'all' : 'none'
}
