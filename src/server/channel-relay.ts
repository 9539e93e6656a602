import type { Reference } from '../channels/bot-framework.ts'
import type { Json, Logged } from '../conversation.ts'
import { claimUntold, conversationsToTell, giveBackUntold } from '../crm/channel-references.ts'
import type { Database } from '../crm/database.ts'
import { readLog } from '../crm/log.ts'
import { inOrder } from '../in-order.ts'

export type ChannelRelay = { stop(): void }

/**
 * Brings to channels that do not read the log what is said outside of their own turns: by agents,
 * and by the bot when it is reminded. Whichever process hears of it tells it, also after a restart.
 */
export function createChannelRelay(
  db: Database,
  tell: (reference: Reference, events: readonly Logged[]) => Promise<void>,
  report: (error: unknown) => void,
): ChannelRelay {
  const queue = inOrder()
  const look = (conversation: string) =>
    void queue(conversation, () => relay(conversation)).catch(report)
  const stop = db.watch(({ conversation }) => {
    if (isOfChannel(conversation)) look(conversation)
  })
  conversationsToTell(db).then((left) => left.forEach(look), report)

  async function relay(conversation: string): Promise<void> {
    const untold = await claimUntold(db, conversation)
    if (!untold) return
    try {
      const said = outsideOfTurns(await readBetween(conversation, untold.after, untold.until))
      if (said.length > 0) await tell(referenceOf(untold.reference), said)
    } catch (error) {
      // It is tried again when something more happens, or at the next start.
      await giveBackUntold(db, conversation, untold)
      throw error
    }
  }

  async function readBetween(conversation: string, after: number, until: number) {
    const events: Logged[] = []
    for (let at = after; at < until;) {
      const page = await readLog(db, conversation, at)
      const last = page.at(-1)
      if (!last) break
      events.push(...page.filter(({ seq }) => seq <= until))
      at = last.seq
    }
    return events
  }

  return { stop }
}

/** As `conversationIdOf` of the Bot Framework begins them. */
const isOfChannel = (conversation: string): boolean => conversation.startsWith('bf-')

/** What the channel's own turns answered was sent by them. */
function outsideOfTurns(events: readonly Logged[]): Logged[] {
  let isReminded = false
  return events.filter((event) => {
    if (event.kind === 'customer-said') isReminded = event.clientId.startsWith('reminder:')
    return event.kind === 'agent-said' || (event.kind === 'bot-said' && isReminded)
  })
}

// What `keepReference` was given.
const referenceOf = (reference: Json): Reference => reference as unknown as Reference
