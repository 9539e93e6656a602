import type { Event } from '../conversation.ts'
import { mask, type StandIn } from '../masking/mask.ts'
import { withoutDigits } from '../masking/without-digits.ts'
import type { Database } from './database.ts'

/** More than these teach little and take long. */
const MOST = 20_000
const LONGEST = 300

/**
 * What customers wrote to this desk, masked: the latest distinct messages in alphabetical order, so
 * that neither who wrote one nor when can be told from them. Pressed buttons are left out.
 */
export async function pastMessages(db: Database, most = MOST): Promise<string[]> {
  // Events with a client id are what people wrote.
  const rows = await db.all<{ body: string }>(
    'select body from events where client_id is not null order by position desc limit ?',
    3 * most,
  )
  const texts = new Set<string>()
  for (const { body } of rows) {
    const event = JSON.parse(body) as Event
    if (event.kind !== 'customer-said' || event.payload !== undefined) continue
    const text = masked(event.text.slice(0, LONGEST)).trim()
    if (text !== '' && !text.startsWith('/')) texts.add(text)
    if (texts.size === most) break
  }
  return [...texts].sort()
}

/** What `src/masking` finds, links, and every digit, of whatever script, give way to what cannot be traced. */
export const masked = (text: string): string =>
  withoutDigits(mask(text, standIn).replace(/\bhttps?:\/\/\S+/gi, 'http'))

/** Numbers keep their shape: there is something to learn from it. */
const standIn: StandIn = (kind, part) => {
  if (kind === 'email') return '@'
  return kind === 'key' ? 'key' : part
}
