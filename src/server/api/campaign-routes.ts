import { z } from 'zod'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { campaignFigures } from '../../crm/campaigns/campaign-figures.ts'
import { findCampaign, listCampaigns } from '../../crm/campaigns/campaigns.ts'
import { checkLetter, fillLetter } from '../../crm/campaigns/letter.ts'
import { steerCampaign, steps } from '../../crm/campaigns/steer-campaign.ts'
import {
  changeCampaign,
  createCampaign,
  removeCampaign,
} from '../../crm/campaigns/write-campaign.ts'
import type { Database } from '../../crm/database.ts'
import { effectOf } from '../../insights/difference.ts'
import { Problem } from '../../problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import {
  campaignFiguresSchema,
  campaignSchema,
  lettersSchema,
  planSchema,
} from './campaign-schema.ts'
import { given } from './given.ts'
import { leaders, readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'

const tag = 'Campaigns'
const params = z.strictObject({ id: recordId })
const of = { kind: 'campaign', by: 'id' } as const
const reads = { tag, may: readers, scope: 'campaigns:read' }
const writes = { tag, may: leaders, scope: 'campaigns:write' }

const list = apiRoute({
  ...reads,
  method: 'get',
  path: '/campaigns',
  operation: 'listCampaigns',
  summary: 'Campaigns, the latest made first.',
  lists: ['campaign'],
  query: z.strictObject(pageQuery),
  answer: pageOf(campaignSchema),
  async run({ db, query: { cursor, limit } }) {
    const found = await listCampaigns(db, { after: cursor, limit: limit + 1 })
    return paged(found, limit, ({ id }) => id)
  },
})

const create = apiRoute({
  ...writes,
  method: 'post',
  path: '/campaigns',
  operation: 'createCampaign',
  summary: 'Makes a draft.',
  body: planSchema,
  answer: campaignSchema,
  status: 201,
  version: ({ version }) => version,
  async run({ db, actor, body }) {
    const at = new Date().toISOString()
    return found(db, await db.write(() => createCampaign(body, { by: actor, at })))
  },
})

const read = apiRoute({
  ...reads,
  method: 'get',
  path: '/campaigns/:id',
  operation: 'readCampaign',
  summary: 'One campaign.',
  params,
  of,
  answer: campaignSchema,
  version: ({ version }) => version,
  run: ({ db, params: { id } }) => found(db, id),
})

const change = apiRoute({
  ...writes,
  method: 'patch',
  path: '/campaigns/:id',
  operation: 'changeCampaign',
  summary: 'Changes a draft.',
  params,
  of,
  ifMatch: 'heard',
  body: planSchema.partial(),
  answer: campaignSchema,
  version: ({ version }) => version,
  async run({ db, actor, params: { id }, body, ifMatch }) {
    const at = new Date().toISOString()
    const scene = { by: actor, at, ...(ifMatch !== null && { expected: ifMatch }) }
    await db.write(() => changeCampaign(id, given(body), scene))
    return found(db, id)
  },
})

const remove = apiRoute({
  ...writes,
  method: 'delete',
  path: '/campaigns/:id',
  operation: 'removeCampaign',
  summary: 'Takes out a draft.',
  params,
  of,
  async run({ db, actor, params: { id } }) {
    await db.write(function* () {
      yield* removeCampaign(id, { by: actor, at: new Date().toISOString() })
      yield* appendAudit({ by: actor, action: 'removed', kind: 'campaign', id })
    })
  },
})

const steer = apiRoute({
  ...writes,
  method: 'post',
  path: '/campaigns/:id/steps',
  operation: 'steerCampaign',
  summary: 'Starts, unschedules, pauses, resumes or cancels it.',
  params,
  of,
  body: z.strictObject({ step: z.enum(steps) }),
  answer: campaignSchema,
  async run({ db, actor, params: { id }, body: { step } }) {
    const at = new Date().toISOString()
    await db.write(function* () {
      yield* steerCampaign(id, step, { by: actor, at })
      yield* appendAudit({ by: actor, action: 'steered', kind: 'campaign', id, detail: { step } })
    })
    return found(db, id)
  },
})

const figures = apiRoute({
  ...reads,
  method: 'get',
  path: '/campaigns/:id/figures',
  operation: 'readCampaignFigures',
  summary: 'How far it is, and what came of it against those held out.',
  params,
  of,
  answer: campaignFiguresSchema,
  async run({ db, parley, params: { id } }) {
    const { opened, ...figures } = await campaignFigures(db, id, new Date())
    const { message, control } = figures
    const effect = (what: 'answered' | 'bought') =>
      effectOf({ count: message[what], of: message.of }, { count: control[what], of: control.of })
    return {
      ...figures,
      opened: parley.settings.TRACK_OPENS ? opened : null,
      bought: effect('bought'),
      answered: effect('answered'),
    }
  },
})

/** To whom a preview goes. */
const examples = {
  en: { name: 'Anna Berg', city: 'Berlin' },
  zh: { name: '王小明', city: '杭州' },
} as const

const preview = apiRoute({
  ...reads,
  may: workers,
  method: 'post',
  path: '/campaigns/preview',
  operation: 'previewCampaign',
  summary: 'The message as somebody would get it, in each language.',
  body: z.strictObject({ message: lettersSchema }),
  answer: z.object({ message: lettersSchema }),
  run({ body: { message } }) {
    const filled = Object.entries(message).map(([language, letter]) => {
      checkLetter(letter, language)
      return [language, fillLetter(letter, examples[language as keyof typeof examples])]
    })
    return Promise.resolve({ message: Object.fromEntries(filled) as typeof message })
  },
})

export const campaignRoutes: readonly ApiRoute[] = [
  list,
  create,
  preview,
  read,
  change,
  remove,
  steer,
  figures,
]

async function found(db: Database, id: string) {
  const campaign = await findCampaign(db, id)
  if (campaign) return campaign
  throw new Problem('not-found', 'CampaignNotFound', `There is no campaign ${id}.`)
}
