import { digitRuns } from './digit-runs.ts'
import { findCards } from './find-cards.ts'
import { findEmails } from './find-emails.ts'
import { findIbans } from './find-ibans.ts'
import { findKeys } from './find-keys.ts'
import { findNationalIds } from './find-national-ids.ts'
import { findPhones } from './find-phones.ts'
import type { Finding } from './finding.ts'
import { fold } from './fold.ts'

/**
 * Cards, bank accounts, national ids, phones, e-mails and keys, in the order of the text, none
 * overlapping another. Linear in the text's length; never throws.
 */
export function findPrivate(text: string): Finding[] {
  const folded = fold(text)
  const runs = /\d/.test(folded) ? digitRuns(folded) : []
  // In this order because what is found first holds: a card's digits also pass for a phone.
  const all = [
    ...findKeys(folded),
    ...findEmails(folded),
    ...(runs.length ? findIbans(folded) : []),
    ...(runs.length ? findCards(folded, runs) : []),
    ...(runs.length ? findNationalIds(folded) : []),
    ...findPhones(folded, runs),
  ]
  const found: Finding[] = []
  for (const finding of all) {
    if (found.every(({ start, end }) => finding.end <= start || finding.start >= end)) {
      found.push(finding)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
