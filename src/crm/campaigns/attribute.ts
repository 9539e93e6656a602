import { setImmediate as aMoment } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { run, type Work } from '../work.ts'
import { spoken } from '../segments/spoken.ts'

const AT_ONCE = 200
const DAY_MS = 86_400_000

type Row = {
  readonly id: string
  readonly customer: string
  readonly answered: string | null
  readonly bought: string | null
  readonly wasAnswered: string | null
  readonly wasBought: string | null
}

/**
 * Finds who answered and who bought within the window of their message, or of the turn at which they
 * were held out: the same for both groups. Looked at again until a day after the window's end, so
 * that an order that is cancelled soon does not count. Reads outside of transactions, a few at a
 * time, and writes only what changed. Resolves to how many changed.
 */
export async function attribute(db: Database, now: Date): Promise<number> {
  const since = new Date(now.getTime() - DAY_MS).toISOString()
  const campaigns = await db.all<{ id: string }>(
    `select id from campaigns c where started_at is not null and exists (
       select 1 from campaign_recipients r where r.campaign = c.id and r.until > ?)`,
    since,
  )
  let changed = 0
  for (const { id } of campaigns) {
    for (let after = ['', '']; ;) {
      const rows = await db.all<Row>(open, id, ...after, since, AT_ONCE)
      const last = rows.at(-1)
      if (!last) break
      after = [last.customer, last.id]
      const fresh = rows.filter(
        (row) => row.answered !== row.wasAnswered || row.bought !== row.wasBought,
      )
      if (fresh.length > 0) await db.write(() => write(fresh))
      changed += fresh.length
      await aMoment()
    }
  }
  return changed
}

function* write(rows: readonly Row[]): Work<void> {
  for (const { id, answered, bought } of rows) {
    yield* run(
      'update campaign_recipients set answered_at = ?, bought_at = ? where id = ?',
      answered,
      bought,
      id,
    )
  }
}

const open = `
  select r.id, r.customer, r.answered_at as "wasAnswered", r.bought_at as "wasBought",
    (select min(e.at) from conversations v join events e on e.conversation = v.key
      where v.customer = r.customer and e.at > r.at and e.at <= r.until and ${spoken}) as answered,
    (select min(o.placed_at) from orders o where o.customer = r.customer
      and o.placed_at > r.at and o.placed_at <= r.until
      and o.status not in ('cancelled', 'returned')) as bought
  from campaign_recipients r where r.campaign = ? and (r.customer, r.id) > (?, ?) and r.until > ?
  order by r.customer, r.id limit ?`
