import { addConsent } from '../people/consents.ts'
import type { Work } from '../work.ts'
import { purposeOf } from './consent.ts'
import { noteLeft, type Linked } from './note-response.ts'

/** Takes the consent back of whom a link is for. */
export function* unsubscribe({ id, customer, channel }: Linked, at: string): Work<void> {
  yield* noteLeft(id, at)
  const consent = { purpose: purposeOf(channel), isGiven: false, textVersion: '', how: 'link' }
  yield* addConsent(customer, consent, { by: { kind: 'customer', id: customer, name: '' }, at })
}
