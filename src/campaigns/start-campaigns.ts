import { attribute } from '../crm/campaigns/attribute.ts'
import { sendDue, type SendParts } from './send-due.ts'

const SEND_EVERY_MS = 2_000
const ATTRIBUTE_EVERY_MS = 5 * 60_000

/**
 * Sends what is due and finds out what came of it, beside the turns and never in one. Any number of
 * processes may do so on one store. Ends with the returned function, once the handful under way is
 * noted.
 */
export function startCampaigns(
  parts: SendParts & { readonly report: (error: unknown) => void },
): () => Promise<void> {
  const sending = repeat(() => sendDue(parts), SEND_EVERY_MS, parts.report)
  const attributing = repeat(
    () => attribute(parts.db, new Date()),
    ATTRIBUTE_EVERY_MS,
    parts.report,
  )
  return async () => {
    await Promise.all([sending(), attributing()])
    parts.mailer?.close()
  }
}

function repeat(
  work: () => Promise<unknown>,
  everyMs: number,
  report: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch(report)
      .finally(() => (running = null))
  }, everyMs).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
