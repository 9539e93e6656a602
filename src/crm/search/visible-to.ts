import type { Asker } from '../access/asker.ts'
import { maySee } from '../access/may-see.ts'
import type { Condition } from '../access/rules.ts'
import type { Kind } from './query-fields.ts'

/** What somebody may find of a kind; messages are seen with their conversation. */
export function visibleTo(asker: Asker, kind: Kind, row: string): Condition {
  return maySee(asker, kind === 'message' ? 'conversation' : kind, row)
}
