import { isValidIBAN } from 'ibantools'
import type { Finding } from './finding.ts'

// Two letters, two digits, then groups: bounded, and entered at a word's first letter only.
const candidate = /(?<![a-z\d])[a-z]{2}[ \-\u200b]?\d{2}(?:[ \-\u200b]{0,2}[a-z\d]){8,30}/gi

/** International bank account numbers whose country, length and check digits hold (ISO 13616). */
export function findIbans(folded: string): Finding[] {
  const found: Finding[] = []
  for (const { 0: written, index } of folded.matchAll(candidate)) {
    const length = longestIban(written)
    if (length) found.push({ kind: 'iban', start: index, end: index + length })
  }
  return found
}

/** "DE89 3704 0044 0532 0130 00 please" holds one of 27 characters. */
function longestIban(written: string): number {
  for (let length = written.length; length >= 15; length--) {
    if (/[^a-z\d]/i.test(written.charAt(length - 1))) continue
    const plain = written.slice(0, length).replace(/[^a-z\d]/gi, '')
    if (isValidIBAN(plain.toUpperCase())) return length
  }
  return 0
}
