import type { Facts, Grammar, Language, Tracker } from './conversation.ts'
import { queue } from './crm/conversations.ts'
import { customerFacts } from './crm/customer-facts.ts'
import type { Database } from './crm/database.ts'
import type { Bot } from './dialogue/bot.ts'
import { isOpen } from './dialogue/business-hours.ts'
import { factsAsked } from './dialogue/facts.ts'
import { grammarFacts } from './dialogue/grammar-facts.ts'

const day = 86_400_000

type Known = {
  readonly db: Database
  readonly now: Date
  readonly parse: (text: string, language: Language) => Grammar
  /** What is known at once of whether a customer leaves: asking must cost the turn nothing. */
  readonly churnRisk?: (customer: string) => number | undefined
}

/** What the bot's rules ask of the customer and the desk; null when they ask nothing. */
export async function gatherFacts(
  { customer, latest }: Tracker,
  bot: Bot,
  { db, now, parse, churnRisk }: Known,
): Promise<Facts | null> {
  const asked = factsAsked(bot)
  if (asked.size === 0) return null
  const isOfCustomer =
    asked.has('open_tickets') || asked.has('value') || asked.has('days_since_order')
  const risk = customer === null || !asked.has('churn_risk') ? undefined : churnRisk?.(customer)
  const since = new Date(now.getTime() - 365 * day).toISOString()
  const [figures, waiting] = await Promise.all([
    isOfCustomer && customer !== null ? customerFacts(db, customer, since) : null,
    asked.has('queue') ? queue(db) : null,
  ])
  return {
    ...(asked.has('known') && { known: customer !== null }),
    ...(figures && { open_tickets: figures.openTickets, value: figures.spent }),
    ...(figures?.latestOrderAt && {
      days_since_order: Math.floor((now.getTime() - Date.parse(figures.latestOrderAt)) / day),
    }),
    ...(risk !== undefined && { churn_risk: risk }),
    ...(asked.has('sentiment') && latest && { sentiment: latest.understanding.sentiment }),
    ...grammarFacts(latest, bot, () => parse(latest!.text, latest!.understanding.language)),
    ...(asked.has('hours') && {
      hours: !bot.hours || isOpen(bot.hours, now) ? ('open' as const) : ('closed' as const),
    }),
    ...(waiting && { queue: waiting.length }),
  }
}
