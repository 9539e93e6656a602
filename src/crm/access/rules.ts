import type { Asker } from './asker.ts'

/** A condition for a `where`; `?` marks its parameters. */
export type Condition = { readonly sql: string; readonly params: readonly unknown[] }

/** What of the rows of a table, under the name `row` in the query, an asker may see. */
export type Rule = (asker: Asker, row: string) => Condition

/**
 * Who may see what, a line for each kind of record. This is the only place that says it: lists,
 * look-ups, searches, exports and the live line all ask here. A new kind of record gets a line.
 */
export const rules = {
  customer: whoeverServes,
  company: whoeverServes,
  order: whoeverServes,
  return: whoeverServes,
  product: everybody,
  conversation: ofOwnerAndTeam,
  ticket: ofOwnerTeamAndConversation,
  task: ofOwnerAndTeam,
  opportunity: ofOwner,
  campaign: whoeverServes,
  segment: whoeverServes,
} as const satisfies Record<string, Rule>

/** Every kind of record whose sight is ruled. */
export type RecordKind = keyof typeof rules

const all: Condition = { sql: '1 = 1', params: [] }
const nothing: Condition = { sql: '1 = 0', params: [] }

function everybody(): Condition {
  return all
}

/** All of it, for everybody but editors: a customer may ask anyone. */
function whoeverServes({ sees }: Asker): Condition {
  return sees === 'none' ? nothing : all
}

/** By the column `owner`. What nobody owns is everybody's to take up. */
function ofOwner(asker: Asker, row: string): Condition {
  if (asker.sees === 'none') return nothing
  if (asker.sees === 'all') return all
  const owner = `${row}.owner`
  const mates = matesOf(asker)
  return {
    sql: `(${owner} is null or ${owner} = ? or ${owner} in ${mates.sql})`,
    params: [asker.id, ...mates.params],
  }
}

/** By the columns `owner` and `team`: what waits for another team is not seen, either. */
function ofOwnerAndTeam(asker: Asker, row: string): Condition {
  if (asker.sees === 'none') return nothing
  if (asker.sees === 'all') return all
  const mates = matesOf(asker)
  const teams = marksOf(asker.teams)
  return {
    sql: `(${row}.owner = ? or (
      (${row}.owner is null or ${row}.owner in ${mates.sql})
      and (${row}.team is null or ${row}.team in ${teams}
        or ${row}.team not in (select id from teams))))`,
    params: [asker.id, ...mates.params, ...asker.teams],
  }
}

/** What came out of a conversation is seen with it, and by whoever was given it. */
function ofOwnerTeamAndConversation(asker: Asker, row: string): Condition {
  const own = ofOwnerAndTeam(asker, row)
  const its = ofOwnerAndTeam(asker, 'its')
  if (own === all || own === nothing) return own
  return {
    sql: `(${row}.owner = ? or (${own.sql} and (${row}.conversation is null or exists
      (select 1 from conversations its where its.id = ${row}.conversation and ${its.sql}))))`,
    params: [asker.id, ...own.params, ...its.params],
  }
}

/** Whose work an agent sees as their own: with `own`, nobody's. */
function matesOf({ sees, teams }: Asker): Condition {
  const seen = sees === 'team' ? teams : []
  return {
    sql: `(select agent from team_members where team in ${marksOf(seen)})`,
    params: seen,
  }
}

/** SQL knows no empty list. */
const marksOf = (values: readonly unknown[]): string =>
  values.length === 0 ? '(null)' : `(${values.map(() => '?').join(', ')})`
