import type { Event } from '../../conversation.ts'

export type Speaker = 'customer' | 'bot' | 'agent' | 'note'

/** What was said in an event, and by whom; null of those in which nothing was. */
export function messageText(body: string): { text: string; by: Speaker } | null {
  // Most of the log is decisions, which are long: they are not even parsed.
  if (!spoken.test(body)) return null
  const event = JSON.parse(body) as Event
  switch (event.kind) {
    case 'customer-said':
      return { text: event.text, by: 'customer' }
    case 'bot-said':
      return event.text === undefined ? null : { text: event.text, by: 'bot' }
    case 'agent-said':
      return { text: event.text, by: 'agent' }
    case 'noted':
      return { text: event.text, by: 'note' }
    default:
      return null
  }
}

const spoken = /"kind":"(customer-said|bot-said|agent-said|noted)"/
