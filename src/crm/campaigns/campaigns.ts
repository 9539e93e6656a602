import type { Database } from '../database.ts'
import { one, type Work } from '../work.ts'
import type { Campaign, Frozen } from './campaign.ts'

type Row = Omit<Campaign, 'message' | 'frozen'> & {
  readonly message: string
  readonly frozen: string | null
}

export async function findCampaign(
  db: Pick<Database, 'all'>,
  id: string,
): Promise<Campaign | null> {
  const [row] = await db.all<Row>(`${select} where id = ?`, id)
  return row ? campaignOf(row) : null
}

/** The same, inside of a work. */
export function* campaignNow(id: string): Work<Campaign | null> {
  const row = yield* one<Row>(`${select} where id = ?`, id)
  return row ? campaignOf(row) : null
}

/** The latest made first; those after the one with an id. */
export async function listCampaigns(
  db: Pick<Database, 'all'>,
  { after, limit = 50 }: { after?: string | undefined; limit?: number } = {},
): Promise<Campaign[]> {
  const rows = await db.all<Row>(
    `${select} ${after === undefined ? '' : 'where (made_at, id) < (select made_at, id from campaigns where id = ?)'}
     order by made_at desc, id desc limit ?`,
    ...(after === undefined ? [] : [after]),
    limit,
  )
  return rows.map(campaignOf)
}

/** Those that have something to do at `now` (ISO 8601), the longest due first. */
export async function campaignsAtWork(db: Pick<Database, 'all'>, now: string): Promise<Campaign[]> {
  const rows = await db.all<Row>(
    `${select} where status in ('scheduled', 'starting', 'running') and due_at <= ?
     order by due_at, id`,
    now,
  )
  return rows.map(campaignOf)
}

const campaignOf = ({ message, frozen, ...row }: Row): Campaign => ({
  ...row,
  message: JSON.parse(message) as Campaign['message'],
  frozen: frozen === null ? null : (JSON.parse(frozen) as Frozen),
})

const select = `select id, version, name, segment, channel, message,
    control_percent as "controlPercent", start_at as "startAt", time_zone as "timeZone",
    window_days as "windowDays", per_minute as "perMinute", status, frozen,
    trouble, made_at as "madeAt", made_by as "madeBy", started_at as "startedAt",
    ended_at as "endedAt"
  from campaigns`
