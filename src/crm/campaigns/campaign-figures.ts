import type { Database } from '../database.ts'

/** How far a campaign is, and what came of it; counts of customers. */
export type CampaignFigures = {
  readonly waiting: number
  readonly sent: number
  readonly failed: number
  /** Not sent, since they unsubscribed or have no address any more, or it was called off. */
  readonly cancelled: number
  readonly heldOut: number
  /** May have arrived twice: the process ended between sending and noting it. */
  readonly doubtful: number
  readonly opened: number
  readonly clicked: number
  readonly left: number
  readonly message: Group
  readonly control: Group
  /** Windows that are still open: the figures may yet change. */
  readonly open: number
}

/** Of those whose turn has come, whether it reached them or not: the lot was drawn before that. */
export type Group = { readonly of: number; readonly answered: number; readonly bought: number }

type Row = Record<
  'count' | 'turn' | 'doubtful' | 'opened' | 'clicked' | 'left' | 'answered' | 'bought' | 'open',
  number
> & { readonly part: string; readonly state: string }

export async function campaignFigures(
  db: Pick<Database, 'all'>,
  id: string,
  now: Date,
): Promise<CampaignFigures> {
  const rows = await db.all<Row>(
    `select part, state, count(*) as count, count(at) as turn,
       sum(case when doubts > 0 then 1 else 0 end) as doubtful, count(opened_at) as opened,
       count(clicked_at) as clicked, count(left_at) as "left", count(answered_at) as answered,
       count(bought_at) as bought, sum(case when until > ? then 1 else 0 end) as open
     from campaign_recipients where campaign = ? and part <> 'excluded' group by part, state`,
    now.toISOString(),
    id,
  )
  const sum = (column: keyof Row, of: (row: Row) => boolean = () => true) =>
    rows.filter(of).reduce((sum, row) => sum + Number(row[column]), 0)
  const inState = (...states: readonly string[]) =>
    sum('count', ({ part, state }) => part === 'message' && states.includes(state))
  const group = (wanted: string): Group => {
    const own = ({ part }: Row) => part === wanted
    return { of: sum('turn', own), answered: sum('answered', own), bought: sum('bought', own) }
  }
  return {
    waiting: inState('waiting', 'sending'),
    sent: inState('sent'),
    failed: inState('failed'),
    cancelled: inState('cancelled'),
    heldOut: sum('count', ({ state }) => state === 'held-out'),
    doubtful: sum('doubtful'),
    opened: sum('opened'),
    clicked: sum('clicked'),
    left: sum('left'),
    message: group('message'),
    control: group('control'),
    open: sum('open'),
  }
}
