import { type DigitRun, stretches } from './digit-runs.ts'
import type { Finding } from './finding.ts'
import { isReference, saysBefore } from './said-before.ts'

/**
 * Payment cards: a number of an issuer's range and length whose check digit holds (ISO/IEC 7812-1,
 * Luhn). One number in ten passes the check by chance, so that what is called an order is none.
 */
export function findCards(folded: string, runs: readonly DigitRun[]): Finding[] {
  const found: Finding[] = []
  for (const run of runs) {
    for (const { digits, start, end } of stretches(run, 12, 19, folded)) {
      if (!issuer.test(digits) || !passesLuhn(digits)) continue
      if (!saysBefore(folded, start, card) && isReference(folded, start)) continue
      found.push({ kind: 'card', start, end })
      break
    }
  }
  for (const { 1: code = '', index, 0: all } of folded.matchAll(securityCode)) {
    const end = index + all.length
    found.push({ kind: 'card', start: end - code.length, end })
  }
  return found
}

const card = /card|visa|master|amex|maestro|credit|debit|卡/i
const securityCode =
  /(?:\bcv[cv]2?|\bsecurity code|安全码|验证码后三位)[^\d\n]{0,6}(\d{3,4})(?!\d)/gi

/** Issuer identification numbers with the lengths that are issued under them. */
const issuer = new RegExp(
  `^(?:${[
    '4(?:\\d{12}|\\d{15}|\\d{18})', // Visa
    '(?:5[1-5]\\d{2}|222[1-9]|22[3-9]\\d|2[3-6]\\d{2}|27[01]\\d|2720)\\d{12}', // Mastercard
    '3[47]\\d{13}', // American Express
    '3(?:0[0-5]|[689]\\d)\\d{11}', // Diners Club
    '(?:6011|64[4-9]\\d|65\\d{2})\\d{12,15}', // Discover
    '35(?:2[89]|[3-8]\\d)\\d{12,15}', // JCB
    '62\\d{14,17}', // UnionPay
    '(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{8,15}', // Maestro
    '220[0-4]\\d{12,15}', // Mir
  ].join('|')})$`,
)

/** The last digit makes the sum of all, every second one from the right doubled, end in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const twice = digit * 2
    sum += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}
