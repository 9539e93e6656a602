import { createRequire } from 'node:module'
import type * as Phones from 'libphonenumber-js'
import { type DigitRun, stretches } from './digit-runs.ts'
import type { Finding } from './finding.ts'
import { isReference, saysBefore } from './said-before.ts'

/** Where a number without a country code may be from. */
const countries: readonly Phones.CountryCode[] = [
  'CN', 'US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'PL', 'SE', 'HK', 'TW', 'SG',
] // prettier-ignore

const phone =
  /\b(?:phone|call|tel|telephone|mobile|cell|whatsapp|wechat|text|sms|ring|reach|fax)\b|电话|手机|联系|致电|微信|传真/i

/**
 * Phone numbers that exist (ITU E.164; libphonenumber's metadata): written with a country code or
 * a leading 0, a Chinese mobile number, a North American one in its groups, or after a word.
 */
export function findPhones(folded: string, runs: readonly DigitRun[]): Finding[] {
  const found: Finding[] = []
  for (const run of runs) {
    for (const { digits, start: first, end } of stretches(run, 7, 15, folded)) {
      const start = withSign(folded, first)
      const written = folded.slice(start, end).replaceAll('\u200b', '')
      if (!looksLikeOne(written, digits, folded, start) || !exists(written, digits)) continue
      if (isReference(folded, start) && !saysBefore(folded, start, phone)) continue
      found.push({ kind: 'phone', start, end })
      break
    }
  }
  return found
}

/** "+49 …", "(030) …": what stands before the first digit belongs to it. */
function withSign(folded: string, first: number): number {
  const sign = /(?:\+[ \u200b]?)?\(?$/.exec(folded.slice(Math.max(0, first - 3), first))
  return first - (sign?.[0].length ?? 0)
}

function looksLikeOne(written: string, digits: string, folded: string, start: number): boolean {
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{4}$|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$/.test(written)) return false
  return (
    written.startsWith('+') ||
    (/^\(?0/.test(written) && digits.length >= 9) ||
    /^1[3-9]\d{9}$/.test(digits) ||
    /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(written) ||
    saysBefore(folded, start, phone)
  )
}

let library: typeof Phones | undefined

/** Loaded by the first text that is masked: a start has no need of it. */
const phones = (): typeof Phones =>
  (library ??= createRequire(import.meta.url)('libphonenumber-js') as typeof Phones)

function exists(written: string, digits: string): boolean {
  const international = written.startsWith('+')
    ? `+${digits}`
    : digits.startsWith('00') && `+${digits.slice(2)}`
  const { isValidPhoneNumber } = phones()
  if (international) return isValidPhoneNumber(international)
  return countries.some((country) => isValidPhoneNumber(digits, country))
}
