import { all, one, run, type Work } from '../work.ts'
import type { Campaign, Channel, Exclusion } from './campaign.ts'
import { consent } from './consent.ts'
import { conversationFor } from './conversation-for.ts'

/** What is to be sent now, and to whom. */
export type DueMessage = {
  /** The recipient's row. */
  readonly id: string
  readonly customer: string
  readonly name: string
  readonly city: string
  readonly email: string
  readonly language: string
  readonly conversation: string | null
  /** This one included. */
  readonly attempts: number
}

export type Claim = {
  readonly messages: readonly DueMessage[]
  /** How many had their turn, those held out and let be included. */
  readonly turns: number
}

const nothing: Claim = { messages: [], turns: 0 }

/** For so long nobody else takes what was claimed: long enough for a handful of slow letters. */
const LEASE_MS = 10 * 60_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

type Row = DueMessage & {
  readonly part: 'message' | 'control'
  readonly state: 'waiting' | 'sending'
  readonly consent: number | null
}

/**
 * Takes the next `most` recipients of a running campaign whose turn it is, no more a minute than it
 * may send. Whoever is held out has their turn like the others, so that both groups are watched for
 * the same time. Whoever unsubscribed meanwhile, or has no address any more, is let be.
 *
 * A claim whose time is over without a word is made again: its process died between sending and
 * noting it, or before. The message may then arrive twice, which is counted in `doubts`.
 */
export function* claimDue(campaign: Campaign, now: Date, most: number): Work<Claim> {
  const { id, channel, perMinute, windowDays } = campaign
  const at = now.toISOString()
  const running = yield* one("select id from campaigns where id = ? and status = 'running'", id)
  if (!running) return nothing
  const gone = yield* one<{ count: number }>(
    `select count(*) as count from campaign_recipients where campaign = ? and at > ?
     and part = 'message'`,
    id,
    new Date(now.getTime() - MINUTE_MS).toISOString(),
  )
  const limit = Math.min(most, perMinute - Number(gone?.count ?? 0))
  if (limit <= 0) return nothing
  const rows = yield* all<Row>(due(channel), id, at, limit)
  const until = new Date(now.getTime() + windowDays * DAY_MS).toISOString()
  const claimed: DueMessage[] = []
  for (const { part, state, consent, ...row } of rows) {
    const lacks = whyNot(row, channel, consent)
    if (part === 'control') {
      yield* run(
        `update campaign_recipients set state = 'held-out', next_at = null, at = ?, until = ?
         where id = ?`,
        at,
        until,
        row.id,
      )
    } else if (lacks) {
      yield* run(
        `update campaign_recipients set state = 'cancelled', next_at = null, reason = ?,
           at = coalesce(at, ?), until = coalesce(until, ?) where id = ?`,
        lacks,
        at,
        until,
        row.id,
      )
    } else {
      yield* run(
        `update campaign_recipients set state = 'sending', attempts = attempts + 1,
           doubts = doubts + ?, next_at = ?, at = ?, until = ? where id = ?`,
        state === 'sending' ? 1 : 0,
        new Date(now.getTime() + LEASE_MS).toISOString(),
        at,
        until,
        row.id,
      )
      claimed.push({ ...row, attempts: row.attempts + 1 })
    }
  }
  return { messages: claimed, turns: rows.length }
}

function whyNot(row: DueMessage, channel: Channel, consent: number | null): Exclusion | null {
  if (consent === null) return 'no-consent'
  if (consent === 0) return 'unsubscribed'
  const hasAddress = channel === 'email' ? row.email.includes('@') : row.conversation !== null
  return hasAddress ? null : 'no-address'
}

const due = (channel: Channel): string => `
  select r.id, r.customer, r.part, r.state, r.language, r.attempts, c.name, c.city, c.email,
    ${consent('c.id', channel)} as consent, ${conversationFor('c.id')} as conversation
  from campaign_recipients r join customers c on c.id = r.customer
  where r.campaign = ? and r.state in ('waiting', 'sending') and r.next_at <= ?
  order by r.next_at, r.id limit ?`
