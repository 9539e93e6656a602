import { createHash } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { segmentFields } from '../segments/fields.ts'
import type { Filter } from '../segments/filter.ts'
import { walkSegment } from '../segments/walk-segment.ts'
import { all, insertAll, one, run, type Work } from '../work.ts'
import type { Campaign, Exclusion, Frozen } from './campaign.ts'
import { campaignNow } from './campaigns.ts'
import { consent } from './consent.ts'
import { conversationFor } from './conversation-for.ts'

type Member = {
  readonly id: string
  readonly email: string
  readonly language: string
  readonly consent: number | null
  readonly conversation: string | null
}

/**
 * Finds whom a campaign is for and draws by lot who is held out; from then on it is of these people.
 * Page by page, so that turns go on; whoever is interrupted goes on where it was, since everybody's
 * lot is a hash of the seed and their id. Two processes may do it at once.
 */
export async function freezeAudience(db: Database, id: string, now: Date): Promise<void> {
  const begun = await db.write(() => begin(id, now.toISOString()))
  if (!begun) return
  const { campaign, seed, filter, at } = begun
  const columns = `c.id, c.email, c.language, ${consent('c.id', campaign.channel)} as consent,
    ${conversationFor('c.id')} as conversation`
  const walk = walkSegment<Member>(db, filter, {
    fields: segmentFields,
    now: new Date(at),
    columns,
  })
  for await (const { members } of walk) {
    if (members.length > 0) await db.write(() => take(members, { campaign, seed, at }))
  }
  await db.write(() => finish(id))
}

type Draw = { readonly campaign: Campaign; readonly seed: string; readonly at: string }
type Begun = Draw & { readonly filter: Filter }

/** Notes the filter as it is now, unless that was done before an interruption. */
function* begin(id: string, at: string): Work<Begun | null> {
  const campaign = yield* campaignNow(id)
  const row = yield* one<{ seed: string; filter: string | null }>(
    `select c.seed, coalesce(c.filter, s.filter) as filter
     from campaigns c left join segments s on s.id = c.segment where c.id = ?`,
    id,
  )
  if (!campaign || !row || !['scheduled', 'starting'].includes(campaign.status)) return null
  if (row.filter === null) {
    throw new Problem('not-found', 'SegmentNotFound', `The segment of campaign ${id} is gone.`)
  }
  if (campaign.status === 'scheduled') {
    yield* run(
      "update campaigns set status = 'starting', filter = ?, started_at = ? where id = ?",
      row.filter,
      at,
      id,
    )
  }
  const { seed, filter } = row
  return { campaign, seed, filter: JSON.parse(filter) as Filter, at: campaign.startedAt ?? at }
}

/** Those who were taken before an interruption are not taken again. */
function* take(members: readonly Member[], draw: Draw): Work<void> {
  const { id } = draw.campaign
  if (!(yield* isStarting(id))) return
  const known = yield* all<{ customer: string }>(
    `select customer from campaign_recipients
     where campaign = ? and customer >= ? and customer <= ?`,
    id,
    members[0]!.id,
    members.at(-1)!.id,
  )
  const taken = new Set(known.map(({ customer }) => customer))
  const rows = members.filter((member) => !taken.has(member.id)).map((one) => rowOf(one, draw))
  yield* insertAll('campaign_recipients', columnsOfRow, rows)
}

const isStarting = (id: string) =>
  one("select id from campaigns where id = ? and status = 'starting'", id)

function* finish(id: string): Work<void> {
  if (!(yield* isStarting(id))) return
  const counts = yield* all<{ part: string; reason: Exclusion | null; count: number }>(
    `select part, reason, count(*) as count from campaign_recipients where campaign = ?
     group by part, reason`,
    id,
  )
  const countOf = (part: string) =>
    counts.filter((row) => row.part === part).reduce((sum, { count }) => sum + Number(count), 0)
  const frozen: Frozen = {
    message: countOf('message'),
    control: countOf('control'),
    excluded: Object.fromEntries(
      counts.flatMap(({ reason, count }) => (reason ? [[reason, Number(count)]] : [])),
    ),
  }
  yield* run(
    "update campaigns set status = 'running', frozen = ? where id = ?",
    JSON.stringify(frozen),
    id,
  )
}

const columnsOfRow = 'id campaign customer part state reason language next_at'.split(' ')

function rowOf(member: Member, { campaign, seed, at }: Draw): unknown[] {
  // Unguessable, and the same however often it is computed.
  const lot = createHash('sha256').update(`${seed} ${member.id}`).digest()
  const id = lot.subarray(0, 16).toString('hex')
  const language = languageFor(member.language, campaign.message)
  const reason = whyNot(member, campaign, language)
  const share = lot.readUInt32BE(16) / 2 ** 32
  const part = reason ? 'excluded' : share * 100 < campaign.controlPercent ? 'control' : 'message'
  const state = reason ? 'excluded' : 'waiting'
  return [id, campaign.id, member.id, part, state, reason, language ?? '', reason ? null : at]
}

function whyNot(member: Member, { channel }: Campaign, language: string | null): Exclusion | null {
  if (member.consent === null) return 'no-consent'
  if (member.consent === 0) return 'unsubscribed'
  const hasAddress = channel === 'email' ? member.email.includes('@') : member.conversation !== null
  if (!hasAddress) return 'no-address'
  return language === null ? 'no-language' : null
}

/** The language of the message that suits one of a customer, `zh-CN` too; null without any. */
function languageFor(language: string, message: Campaign['message']): string | null {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(message, primary) ? primary : null
}
