import { Problem } from '../../problem.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord } from '../records/change-record.ts'
import { run, type Work } from '../work.ts'
import type { Campaign, CampaignStatus } from './campaign.ts'
import { campaignShape } from './campaign-shape.ts'
import { mustExist } from './write-campaign.ts'
import { instantOf } from './zoned-time.ts'

type Scene = { readonly by: Actor; readonly at: string }

export const steps = ['start', 'unschedule', 'pause', 'resume', 'cancel'] as const
export type Step = (typeof steps)[number]

/** From where each step leads where. */
const roads: Readonly<
  Record<Step, readonly [from: readonly CampaignStatus[], to: CampaignStatus]>
> = {
  start: [['draft'], 'scheduled'],
  unschedule: [['scheduled'], 'draft'],
  pause: [['running'], 'paused'],
  resume: [['paused'], 'running'],
  cancel: [['scheduled', 'running', 'paused'], 'cancelled'],
}

/**
 * Takes a campaign a step on. What is under way when it is paused or cancelled, a handful of letters,
 * still goes. Problems: 'conflict' `WrongStep`; 'invalid' `CampaignIncomplete` when it cannot start.
 */
export function* steerCampaign(id: string, step: Step, { by, at }: Scene): Work<CampaignStatus> {
  const campaign = yield* mustExist(id)
  const [from, to] = roads[step]
  if (!from.includes(campaign.status)) {
    throw new Problem(
      'conflict',
      'WrongStep',
      `The campaign "${campaign.name}" is ${campaign.status}: only what is ${from.join(' or ')} can take the step "${step}".`,
    )
  }
  if (step === 'start') mustBeComplete(campaign)
  const columns = step === 'start' ? { due_at: dueAt(campaign, at) } : {}
  yield* changeRecord(campaignShape, id, { by, at, set: { status: to }, columns })
  if (to === 'cancelled') yield* giveUpWaiting(id, at)
  return to
}

function* giveUpWaiting(id: string, at: string): Work<void> {
  yield* run(
    `update campaign_recipients set state = 'cancelled', next_at = null
     where campaign = ? and state = 'waiting'`,
    id,
  )
  yield* run('update campaigns set ended_at = ? where id = ?', at, id)
}

function dueAt({ startAt, timeZone }: Campaign, now: string): string {
  if (startAt === null) return now
  const due = instantOf(startAt, timeZone).toISOString()
  if (due >= now) return due
  throw new Problem(
    'invalid',
    'CampaignIncomplete',
    `The time it is to begin, ${startAt} in ${timeZone}, has passed. Choose a later one, or none to begin at once.`,
  )
}

function mustBeComplete({ segment, message, channel }: Campaign): void {
  const incomplete = (why: string) => new Problem('invalid', 'CampaignIncomplete', why)
  if (segment === null) throw incomplete('Choose the segment that it is for.')
  const letters = Object.entries(message)
  if (letters.length === 0) throw incomplete('Write the message, in one language at least.')
  for (const [language, { subject, text }] of letters) {
    if (text.trim() === '') throw incomplete(`The text in "${language}" is empty. Write it.`)
    if (channel === 'email' && subject.trim() === '') {
      throw incomplete(`The subject in "${language}" is empty. Write it.`)
    }
  }
}
