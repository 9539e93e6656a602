import type { Letter } from './letter.ts'

export const channels = ['email', 'widget'] as const
export type Channel = (typeof channels)[number]

/**
 * `draft` until it is started; `scheduled` until its time; `starting` while its audience is found;
 * `running` while there is something to send; `paused` by somebody; `done`; `cancelled`.
 */
export type CampaignStatus =
  'draft' | 'scheduled' | 'starting' | 'running' | 'paused' | 'done' | 'cancelled'

export type Campaign = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly segment: string | null
  readonly channel: Channel
  /** By language. */
  readonly message: Readonly<Record<string, Letter>>
  /** The share held out by lot, to measure against. */
  readonly controlPercent: number
  /** On the wall clock of the time zone, `2026-12-01T09:30`; null is at once. */
  readonly startAt: string | null
  readonly timeZone: string
  /** How long after the message an order or an answer counts. */
  readonly windowDays: number
  readonly perMinute: number
  readonly status: CampaignStatus
  /** Whom it was for when it began; null before. */
  readonly frozen: Frozen | null
  /** Why nothing goes out at this moment, such as a mail server that does not answer. */
  readonly trouble: string | null
  readonly madeAt: string
  readonly madeBy: string
  readonly startedAt: string | null
  readonly endedAt: string | null
}

export type Frozen = {
  readonly message: number
  readonly control: number
  /** How many were left out, by reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

/** Why somebody of the segment gets nothing and is not measured either. */
export type Exclusion = 'unsubscribed' | 'no-consent' | 'no-address' | 'no-language'
