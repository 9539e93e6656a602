import { stringify } from 'yaml'
import type { Logged } from '../conversation.ts'
import { openDatabase } from '../crm/database.ts'
import { findConversation } from '../crm/conversations.ts'
import { readLog } from '../crm/log.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { maskMessage } from './mask-message.ts'

const pageSize = 1000

/**
 * Prints a conversation of the store as a test: what the customer wrote, with what tells who they are
 * masked, and what the bot answered by the names of its responses, which hold nothing of a customer.
 */
export async function recordTest(id: string, settings: Settings): Promise<number> {
  const db = await openDatabase(settings.DATABASE_URL)
  try {
    if (!(await findConversation(db, id))) {
      throw new Problem('not-found', 'ConversationNotFound', `There is no conversation ${id}.`)
    }
    const events: Logged[] = []
    for (;;) {
      const page = await readLog(db, id, events.at(-1)?.seq ?? 0, pageSize)
      events.push(...page)
      if (page.length < pageSize) break
    }
    console.log(asTest(id, events))
    return 0
  } finally {
    await db.close()
  }
}

type Exchange = { customer: string; response?: string[]; bot?: null }

/** Until a person takes over: what agents write is not the bot's to repeat. */
export function asTest(id: string, events: readonly Logged[]): string {
  const steps: Exchange[] = []
  for (const event of events) {
    if (event.kind === 'claimed') break
    if (event.kind === 'customer-said')
      steps.push({ customer: event.payload ?? maskMessage(event) })
    const step = steps.at(-1)
    if (event.kind !== 'bot-said' || !step || event.response === undefined) continue
    step.response = [...(step.response ?? []), event.response]
  }
  const exchanges = steps.map((step) => (step.response ? step : { ...step, bot: null }))
  const page = { conversations: [{ conversation: `recorded ${id}`, steps: exchanges }] }
  return `# Recorded; what told who the customer was is masked. Look at it before keeping it.\n${stringify(page, { lineWidth: 0 })}`
}
