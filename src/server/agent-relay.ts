import type { Reference } from '../channels/bot-framework.ts'
import type { Logged } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import { readLog } from '../crm/log.ts'

/** So many conversations are kept in touch with; the longest silent is let go first. */
const MOST_REACHED = 10_000

type Reached = {
  reference: Reference
  /** The number of the last event that was looked at. */
  cursor: number
  working: Promise<void>
}

export type AgentRelay = {
  /** The customer wrote: here is how to reach them. */
  reached(conversation: string, reference: Reference, lastSeq: number): void
  stop(): void
}

/**
 * Brings what agents say to channels that do not read the log by themselves. A restarted server can
 * reach a customer again when they write again.
 */
export function createAgentRelay(
  db: Database,
  tell: (reference: Reference, events: readonly Logged[]) => Promise<void>,
  report: (error: unknown) => void,
): AgentRelay {
  const all = new Map<string, Reached>()

  const stop = db.watch(({ conversation }) => {
    const one = all.get(conversation)
    if (one) one.working = one.working.then(() => relay(conversation, one)).catch(report)
  })

  async function relay(conversation: string, one: Reached): Promise<void> {
    for (;;) {
      const events = await readLog(db, conversation, one.cursor)
      const last = events.at(-1)
      if (!last) return
      const said = events.filter((event) => event.kind === 'agent-said')
      if (said.length > 0) await tell(one.reference, said)
      // Only now: what could not be told is tried again with the next event.
      one.cursor = last.seq
    }
  }

  function reached(conversation: string, reference: Reference, lastSeq: number): void {
    const known = all.get(conversation)
    const one = known ?? { reference, cursor: lastSeq, working: Promise.resolve() }
    one.reference = reference
    all.delete(conversation)
    all.set(conversation, one)
    const [oldest] = all.keys()
    if (all.size > MOST_REACHED && oldest !== undefined) all.delete(oldest)
  }

  return { reached, stop }
}
