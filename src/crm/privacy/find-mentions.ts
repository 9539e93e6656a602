import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { redactJson, type Redaction } from './redact.ts'

export type Mention = { readonly conversation: number; readonly position: number }

export type Mentions = {
  readonly found: readonly Mention[]
  /** The position up to which was looked. */
  readonly until: number
}

const AT_ONCE = 1_000

/**
 * Where in the log a person's names stand, above a position. Reads all of it, letting others have
 * their turn in between.
 */
export async function findMentions(
  db: Pick<Database, 'all'>,
  redact: Redaction,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Mentions> {
  const found: Mention[] = []
  const [last] = await db.all<{ last: number }>(
    'select coalesce(max(position), 0) as last from events',
  )
  for (let until = 0; ;) {
    const rows = await db.all<MentionRow>(mentionRows, until, AT_ONCE)
    for (const row of rows) {
      if (!mentions(row, redact)) continue
      found.push({ conversation: row.conversation, position: row.position })
    }
    until = rows.at(-1)?.position ?? until
    onProgress(until, Math.max(until, last?.last ?? 0))
    if (rows.length < AT_ONCE) return { found, until }
    await breathe()
  }
}

export type MentionRow = Mention & { readonly body: string }

/** Two parameters: above which position, and how many. */
export const mentionRows =
  'select conversation, position, body from events where position > ? order by position limit ?'

export const mentions = ({ body }: MentionRow, redact: Redaction): boolean =>
  redact(body) !== body && redactJson(body, redact) !== body
