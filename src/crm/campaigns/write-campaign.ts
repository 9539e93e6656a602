import { randomBytes } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { checkFields } from '../records/check-fields.ts'
import { writeHistory } from '../records/write-history.ts'
import { insertAll, one, run, type Work } from '../work.ts'
import type { Campaign } from './campaign.ts'
import { campaignShape } from './campaign-shape.ts'
import { campaignNow } from './campaigns.ts'
import { checkLetter } from './letter.ts'

type Scene = { readonly by: Actor; readonly at: string }

/** What is decided before it begins. */
export type CampaignPlan = Pick<
  Campaign,
  | 'name'
  | 'segment'
  | 'channel'
  | 'message'
  | 'controlPercent'
  | 'startAt'
  | 'timeZone'
  | 'windowDays'
  | 'perMinute'
>

/** Makes a draft, and returns its id. Problems 'invalid' `BadLetter`, `BadField`; `SegmentNotFound`. */
export function* createCampaign(plan: CampaignPlan, { by, at }: Scene): Work<string> {
  yield* mustStand(plan)
  const fields = checkFields(campaignShape, stored(plan))
  const id = randomBytes(8).toString('hex')
  const columns = Object.keys(fields).map((name) => campaignShape.fields[name]!.column)
  yield* insertAll(
    'campaigns',
    ['id', 'status', 'seed', 'made_at', 'made_by', ...columns],
    [[id, 'draft', randomBytes(16).toString('hex'), at, by.name, ...Object.values(fields)]],
  )
  const made = { record: id, version: 1, customer: null, by, at, what: 'made' } as const
  yield* writeHistory({ kind: 'campaign', ...made })
  return id
}

/** Changes a draft. Problem 'conflict' `CampaignBegun` later; those of `createCampaign`. */
export function* changeCampaign(
  id: string,
  plan: Partial<CampaignPlan>,
  { by, at, expected }: Scene & { readonly expected?: number },
): Work<Changed> {
  const campaign = yield* mustExist(id)
  if (campaign.status !== 'draft') {
    throw new Problem(
      'conflict',
      'CampaignBegun',
      `The campaign "${campaign.name}" is ${campaign.status} and can no longer be changed. Take it back to a draft while it waits, or make another.`,
    )
  }
  yield* mustStand(plan)
  return yield* changeRecord(campaignShape, id, {
    by,
    at,
    ...(expected !== undefined && { expected }),
    set: stored(plan),
  })
}

/** Takes out a draft. Problem 'conflict' `CampaignBegun`: what was sent stays on record. */
export function* removeCampaign(id: string, { by, at }: Scene): Work<void> {
  const { status, name, version } = yield* mustExist(id)
  if (status !== 'draft') {
    throw new Problem(
      'conflict',
      'CampaignBegun',
      `The campaign "${name}" is ${status}. Only drafts can be removed; cancel it instead.`,
    )
  }
  yield* run('delete from campaigns where id = ?', id)
  const removed = { record: id, customer: null, by, at, what: 'removed' } as const
  yield* writeHistory({ kind: 'campaign', version: version + 1, ...removed })
}

export function* mustExist(id: string): Work<Campaign> {
  const campaign = yield* campaignNow(id)
  if (!campaign) throw new Problem('not-found', 'CampaignNotFound', `There is no campaign ${id}.`)
  return campaign
}

const stored = ({ message, ...plan }: Partial<CampaignPlan>) => ({
  ...plan,
  ...(message !== undefined && { message: JSON.stringify(message) }),
})

function* mustStand({ segment, message }: Partial<CampaignPlan>): Work<void> {
  for (const [language, letter] of Object.entries(message ?? {})) checkLetter(letter, language)
  if (segment && !(yield* one('select id from segments where id = ?', segment))) {
    throw new Problem('not-found', 'SegmentNotFound', `There is no segment ${segment}.`)
  }
}
