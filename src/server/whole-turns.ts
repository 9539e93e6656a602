import type { Logged } from '../conversation.ts'

/**
 * A full page of a log, cut before the message whose turn may go on in the next one: what the bot
 * said is told with the message it answers. A page that is not full ends with the log.
 */
export function wholeTurns(events: readonly Logged[], fullPage: number): readonly Logged[] {
  if (events.length < fullPage) return events
  const last = events.findLastIndex(({ kind }) => kind === 'customer-said')
  return last > 0 ? events.slice(0, last) : events
}
