import { wrapChannelData } from './channels/channel-data.ts'
import type { CustomerMessage } from './conversation.ts'
import type { Database } from './crm/database.ts'
import { dueReminders, forgetReminder } from './crm/reminders.ts'
import { Problem } from './problem.ts'

export type RemindParts = {
  readonly db: Database
  readonly takeTurn: (message: CustomerMessage) => Promise<unknown>
  readonly now?: () => Date
}

/**
 * Lets the bot hear the reminders that are due, each in a turn of its own, and resolves to how many.
 * Any number of processes may do so at once: the same reminder is the same message to all of them.
 */
export async function remind({
  db,
  takeTurn,
  now = () => new Date(),
}: RemindParts): Promise<number> {
  let heard = 0
  let broken: unknown = null
  for (const reminder of await dueReminders(db, now().toISOString())) {
    const { conversation, name, intent, entities, at, isWanted } = reminder
    if (isWanted) {
      const payload = `/${intent}${JSON.stringify(entities)}`
      // Nobody wrote it: it is not shown to the customer.
      const channelData = wrapChannelData({ isSilent: true })!
      const clientId = `reminder:${name}:${at}`
      try {
        await takeTurn({ conversation, clientId, text: `/${intent}`, payload, channelData })
        heard++
      } catch (error) {
        // A store that is away comes back; whatever else is wrong must not hold up the others.
        if (error instanceof Problem && error.kind === 'unavailable') throw error
        broken = error
      }
    }
    // Last: whoever dies before finds it again, and the turn is known by its id.
    await forgetReminder(db, reminder)
  }
  if (broken !== null) throw broken
  return heard
}

/** Looks every second; reminders that came due while nobody did are heard late. */
export function startReminding(
  parts: RemindParts & { readonly report: (error: unknown) => void },
  everyMs = 1000,
): () => void {
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    void remind(parts)
      .catch(parts.report)
      .finally(() => (isBusy = false))
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
