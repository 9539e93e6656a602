import { addConsent } from '../people/consents.ts'
import type { Edit } from '../people/edit.ts'
import { all, run, type Work } from '../work.ts'
import { channels, type Channel } from './campaign.ts'
import { purposeOf } from './consent.ts'
import { noteLeft, type Linked } from './note-response.ts'

/** Takes the consent back of whom a link is for. */
export function* unsubscribe({ id, customer, channel }: Linked, at: string): Work<void> {
  yield* noteLeft(id, at)
  yield* takeBack(customer, channel, 'link', {
    by: { kind: 'customer', id: customer, name: '' },
    at,
  })
}

/** Whoever says it in the chat means all of it, and leaves what was sent to them lately. */
export function* unsubscribeFromAll(customer: string, { by, at }: Edit): Work<void> {
  for (const channel of channels) yield* takeBack(customer, channel, 'chat', { by, at })
  yield* run(
    `update campaign_recipients set left_at = coalesce(left_at, ?)
     where customer = ? and state = 'sent' and until > ?`,
    at,
    customer,
    at,
  )
}

/** Of what was never given there is nothing to take back but what may be given later: it is kept. */
function* takeBack(customer: string, channel: Channel, how: string, edit: Edit): Work<void> {
  const known = yield* all('select id from customers where id = ?', customer)
  if (known.length === 0) return
  const consent = { purpose: purposeOf(channel), isGiven: false, textVersion: '', how }
  yield* addConsent(customer, consent, edit)
}
