import type { Connection } from './connection.ts'
import type { Refused } from './direct-line.ts'
import { max, min, Promise, random, setTimeout } from './natives.ts'
import type { Outbox, Pending } from './outbox.ts'

/** A server that keeps failing at one message must not hold up the others for ever. */
const mostFailures = 6

/**
 * Sends the outbox in its order, one message at a time, until each is acknowledged or refused for
 * good. Sending again is harmless: the server takes each id once. What is acknowledged stays in
 * the outbox until the conversation brings it back.
 */
export function createSender(options: {
  readonly outbox: Outbox
  readonly connection: Connection
  onSent(): void
  onFailed(refused: Refused): void
  onUnreachable(): void
}) {
  const { outbox, connection } = options
  let isBusy = false
  let wake = () => {}

  return async function drain(): Promise<void> {
    wake()
    if (isBusy || !connection.conversation()) return
    isBusy = true
    let failures = 0
    const isDue = ({ id, isFailed }: Pending) => !isFailed && !outbox.sent.has(id)
    for (let next; (next = outbox.all().find(isDue));) {
      try {
        await connection.post(activityOf(next))
        failures = 0
        outbox.sent.add(next.id)
        options.onSent()
      } catch (error) {
        const refused = error as Refused
        const { status } = refused
        failures++
        if (isFinal(refused) || ((status === 500 || status === 502) && failures >= mostFailures)) {
          failures = 0
          outbox.write({ ...next, isFailed: true })
          options.onFailed(refused)
          continue
        }
        if (!status) options.onUnreachable()
        const backOffMs = min(30_000, 500 * 2 ** failures) * (0.5 + random())
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, max(refused.retryAfterMs, backOffMs))
        })
      }
    }
    isBusy = false
  }
}

/** The same message would be refused again. */
const isFinal = ({ status, code }: Refused) =>
  code === 'ClientIdReused' || [400, 413, 415, 422].includes(status)

const activityOf = ({ id, text, value, locale }: Pending) => ({
  type: 'message',
  from: { id: 'customer', role: 'user' },
  text,
  textFormat: 'plain',
  locale,
  value,
  channelData: { clientActivityID: id },
})
