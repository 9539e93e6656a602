import { run, type Work } from '../work.ts'

/** It was sent; what happens until the end of its window counts. */
export function noteSent(id: string): Work<void> {
  return run(
    `update campaign_recipients set state = 'sent', next_at = null, reason = null where id = ?`,
    id,
  )
}

/** It was not, and never will be. */
export function noteFailed(id: string, why: string): Work<void> {
  return run(
    "update campaign_recipients set state = 'failed', next_at = null, reason = ? where id = ?",
    why,
    id,
  )
}

/** It is tried again at a time; `counts` when that was an attempt of its own. */
export function noteLater(
  id: string,
  {
    nextAt,
    why,
    counts,
  }: { readonly nextAt: string; readonly why: string; readonly counts: boolean },
): Work<void> {
  return run(
    `update campaign_recipients set state = 'waiting', next_at = ?, reason = ?,
       attempts = attempts - ? where id = ?`,
    nextAt,
    why,
    counts ? 0 : 1,
    id,
  )
}

/** Why nothing goes at this moment; null when it does. */
export function* noteTrouble(campaign: string, why: string | null): Work<void> {
  yield* run(
    'update campaigns set trouble = ? where id = ? and coalesce(trouble, ?) <> ?',
    why,
    campaign,
    '',
    why ?? '',
  )
}

/** A running campaign with nothing more to send is done. */
export function endWhenDone(campaign: string, at: string): Work<void> {
  return run(
    `update campaigns set status = 'done', ended_at = ?, trouble = null
     where id = ? and status = 'running' and not exists (
       select 1 from campaign_recipients r where r.campaign = campaigns.id
       and r.state in ('waiting', 'sending'))`,
    at,
    campaign,
  )
}

/** Nothing of it is sent before. */
export function restUntil(campaign: string, at: string): Work<void> {
  return run('update campaigns set due_at = ? where id = ?', at, campaign)
}
