import type { Database } from '../database.ts'
import type { Ticket } from '../tickets.ts'
import type { Pace } from './sla.ts'
import { clocksAt, dueOf, type Clocked, type Clocks } from './ticket-clocks.ts'

/** A ticket as the desk has it. */
export type TicketLine = Ticket & {
  readonly customerName: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly team: string | null
  readonly respondedAt: string | null
  readonly version: number
  readonly clocks: Clocks
}

export type TicketFilter = {
  /** Those of these; `open` ones that are not solved or closed when absent. */
  readonly statuses: readonly Ticket['status'][]
  /** Of this agent; of nobody when null. */
  readonly owner?: string | null
  readonly team?: string | undefined
  readonly priority?: Ticket['priority'] | undefined
  readonly customer?: string | undefined
  /** By when the last one of the page before is to be solved, and its number. */
  readonly after: readonly [due: string, number: string] | null
  readonly limit: number
  /** What the asker may see of `t`. */
  readonly where: { readonly sql: string; readonly params: readonly unknown[] }
}

/** Those that are to be solved first stand first; `cursor` leads to the next page. */
export async function listTickets(
  db: Pick<Database, 'all'>,
  { statuses, owner, team, priority, customer, after, limit, where }: TicketFilter,
  pace: Pace,
  now: string,
): Promise<{ tickets: TicketLine[]; next: readonly [string, string] | null }> {
  const conditions = [
    `t.status in (${statuses.map(() => '?').join(', ')})`,
    `(${dueOrNever}, t.number) > (?, ?)`,
    where.sql,
  ]
  const params: unknown[] = [...statuses, ...(after ?? ['', '']), ...where.params]
  const add = (condition: string, ...values: readonly unknown[]) => {
    conditions.push(condition)
    params.push(...values)
  }
  if (owner === null) add('t.owner is null')
  else if (owner !== undefined) add('t.owner = ?', owner)
  if (team !== undefined) add('t.team = ?', team)
  if (priority !== undefined) add('t.priority = ?', priority)
  if (customer !== undefined) add('t.customer = ?', customer)
  const rows = await db.all<Row>(
    `${select} where ${conditions.join(' and ')} order by ${dueOrNever}, t.number limit ?`,
    ...params,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    tickets: shown.map((row) => lineOf(row, pace, now)),
    next: rows.length > limit && last ? [last.resolutionDue ?? '9999', last.number] : null,
  }
}

/** One of them; null when there is none of that number. */
export async function findTicketLine(
  db: Pick<Database, 'all'>,
  number: string,
  pace: Pace,
  now: string,
): Promise<TicketLine | null> {
  const [row] = await db.all<Row>(`${select} where t.number = ?`, number)
  return row ? lineOf(row, pace, now) : null
}

const dueOrNever = "coalesce(t.resolution_due, '9999')"

type Row = Omit<TicketLine, 'clocks'> &
  Omit<Clocked, 'openedAt' | 'respondedAt'> & {
    readonly responseDue: string | null
    readonly resolutionDue: string | null
  }

function lineOf(
  { pausedAt, pausedMinutes, responseDue, resolutionDue, ...row }: Row,
  pace: Pace,
  now: string,
): TicketLine {
  const clocked = { ...row, pausedAt, pausedMinutes }
  // Opened by the bot a moment ago: its clocks are not wound yet.
  const due =
    responseDue !== null && resolutionDue !== null
      ? { responseDue, resolutionDue }
      : dueOf(clocked, pace)
  return { ...row, clocks: clocksAt({ ...clocked, ...due }, now, pace) }
}

const select = `select t.number, t.customer, c.name as "customerName", t.conversation,
    t.order_number as "order", t.category, t.priority, t.subject, t.body, t.status,
    t.opened_at as "openedAt", t.closed_at as "closedAt", t.owner, a.name as "ownerName", t.team,
    t.responded_at as "respondedAt", t.paused_at as "pausedAt",
    t.paused_minutes as "pausedMinutes", t.response_due as "responseDue",
    t.resolution_due as "resolutionDue", t.version
  from tickets t left join customers c on c.id = t.customer left join agents a on a.id = t.owner`
