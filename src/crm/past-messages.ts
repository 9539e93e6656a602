import type { Event } from '../conversation.ts'
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

/** E-mail addresses, links, and every digit, of whatever script, give way to what cannot be traced. */
export function masked(text: string): string {
  return text
    .replace(/[^\s@]{1,64}@[^\s@]{1,255}/g, '@')
    .replace(/\bhttps?:\/\/\S+/gi, 'http')
    .replace(/\p{Nd}/gu, '0')
}
