import { ticketsOf } from '../crm/tickets.ts'
import { forOwner } from './for-owner.ts'
import { dateInWords, isChinese, statusInWords } from './in-words.ts'

/** How far the customer's tickets are: the one they name, else the latest. */
export const ticketStatus = forOwner('action_ticket_status', async ({ tracker, db }, customer) => {
  const { language } = tracker
  const tickets = await ticketsOf(db, customer, 20)
  const named = /\bT-[A-Z0-9]+/i.exec(tracker.latest?.text ?? '')?.[0].toUpperCase()
  const meant = tickets.filter(({ number }) => number === named)
  const shown = meant.length > 0 ? meant : tickets.slice(0, 3)
  if (shown.length === 0) return { says: [{ response: 'utter_no_tickets' }] }

  const comma = isChinese(language) ? '，' : ', '
  const lines = shown.map(
    ({ number, openedAt, status }) =>
      `- ${[number, dateInWords(openedAt, language), statusInWords(status, language)].join(comma)}`,
  )
  return {
    says: [{ response: 'utter_ticket_status', facts: { tickets: lines.join('\n') } }],
    reads: shown.map(({ number }) => `ticket ${number}`),
  }
})
