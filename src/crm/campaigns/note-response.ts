import { one, run, type Work } from '../work.ts'
import type { Channel } from './campaign.ts'
import type { Letter } from './letter.ts'

/** The recipient of a signed link, with the letter that they were sent; null when it is gone. */
export type Linked = {
  readonly id: string
  readonly campaign: string
  readonly customer: string
  readonly channel: Channel
  readonly language: string
  readonly letter: Letter | null
}

export function* findLinked(id: string): Work<Linked | null> {
  const row = yield* one<Omit<Linked, 'letter'> & { message: string }>(
    `select r.id, r.campaign, r.customer, r.language, c.channel, c.message
     from campaign_recipients r join campaigns c on c.id = r.campaign where r.id = ?`,
    id,
  )
  if (!row) return null
  const { message, ...linked } = row
  const letters = JSON.parse(message) as Readonly<Record<string, Letter>>
  return { ...linked, letter: letters[linked.language] ?? null }
}

/** The first time counts. */
export function noteOpened(id: string, at: string): Work<void> {
  return run(
    'update campaign_recipients set opened_at = coalesce(opened_at, ?) where id = ?',
    at,
    id,
  )
}

export function noteClicked(id: string, at: string): Work<void> {
  return run(
    `update campaign_recipients set clicked_at = coalesce(clicked_at, ?) where id = ?`,
    at,
    id,
  )
}

export function noteLeft(id: string, at: string): Work<void> {
  return run('update campaign_recipients set left_at = coalesce(left_at, ?) where id = ?', at, id)
}
