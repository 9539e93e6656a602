import { createRequire } from 'node:module'
import type * as Stdnum from 'stdnum'
import type { Finding } from './finding.ts'
import { isReference, saysBefore } from './said-before.ts'

type Form = {
  /** Bounded, and not entered in the middle of a number. */
  readonly written: RegExp
  readonly isOne: (plain: string) => boolean
  /** Too like other numbers to be one unless a word says so. */
  readonly wants?: RegExp
}

const is = (validator: { validate(value: string): { isValid: boolean } } | undefined) => {
  if (!validator) throw new Error('stdnum has no such number any more.')
  return (plain: string) => validator.validate(plain).isValid
}

const gap = '[ .\\-/\\u200b]{0,2}'
const form = (parts: string, isOne: Form['isOne'], wants?: RegExp): Form => ({
  written: new RegExp(`(?<![a-z\\d]|\\d[-.])${parts}(?![a-z\\d]|-\\d)`, 'gi'),
  isOne,
  ...(wants && { wants }),
})
const spaced = (...parts: readonly string[]) => parts.join(gap)

const person =
  /\b(?:ssn|social|national|tax|insurance|personal|identity|id|passport|bsn|nif|cpr|pps|steuer|pesel|personnummer)\b|身份证|证件|税号|社保/i

/** Each country's own number, with the source of its check in stdnum's module of that name. */
function makeForms({ stdnum }: typeof Stdnum): readonly Form[] {
  return [
    // People's Republic of China, GB 11643-1999: region, birthday, order, check digit.
    form(spaced('\\d{6}', '\\d{8}', '\\d{3}', '[\\dx]'), is(stdnum.CN?.ric)),
    form('(?:\\d[ \\-\\u200b]?){17}[\\dx]', is(stdnum.CN?.ric)),
    // United States: no check digit, so that bare digits want a word.
    form('\\d{3}[ \\-]\\d{2}[ \\-]\\d{4}', is(stdnum.US?.ssn)),
    form('\\d{9}', is(stdnum.US?.ssn), /\bssn\b|social security|社会?安全?号|社保/i),
    // United Kingdom.
    form(spaced('[a-z]{2}', '\\d{2}', '\\d{2}', '\\d{2}', '[a-d]'), is(stdnum.GB?.nino)),
    // Germany: tax identification number.
    form(spaced('\\d{2}', '\\d{3}', '\\d{3}', '\\d{3}'), is(stdnum.DE?.idnr), person),
    // France.
    form(
      spaced('[12]', '\\d{2}', '\\d{2}', '\\d[\\da-b]', '\\d{3}', '\\d{3}', '\\d{2}'),
      is(stdnum.FR?.nir),
    ),
    // Spain.
    form(spaced('\\d{2}', '\\d{3}', '\\d{3}', '[a-z]'), is(stdnum.ES?.dni)),
    form(spaced('[xyz]', '\\d{7}', '[a-z]'), is(stdnum.ES?.nie)),
    // Italy.
    form(
      spaced('[a-z]{3}', '[a-z]{3}', '[\\da-z]{2}[a-z][\\da-z]{2}', '[a-z][\\da-z]{3}[a-z]'),
      is(stdnum.IT?.codicefiscale),
    ),
    // Poland, Netherlands, Portugal: digits only.
    form('\\d{11}', is(stdnum.PL?.pesel), person),
    form(spaced('\\d{4}', '\\d{2}', '\\d{3}'), is(stdnum.NL?.bsn), person),
    form(spaced('\\d{3}', '\\d{3}', '\\d{3}'), is(stdnum.PT?.nif), person),
    // Belgium.
    form('\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}', is(stdnum.BE?.nn)),
    form('\\d{11}', is(stdnum.BE?.nn), person),
    // Sweden, Denmark, Finland: birthday, then a tail.
    form('(?:\\d{2})?\\d{6}[-+]\\d{4}', is(stdnum.SE?.personnummer)),
    form('\\d{6}-\\d{4}', is(stdnum.DK?.cpr), person),
    form('\\d{6}[-+a]\\d{3}[\\da-z]', is(stdnum.FI?.hetu)),
    // Ireland.
    form('\\d{7}[a-w][a-iw]?', is(stdnum.IE?.pps), person),
  ]
}

let made: readonly Form[] | undefined

/** Loaded by the first text that is masked: a start has no need of it. */
const forms = (): readonly Form[] =>
  (made ??= makeForms(createRequire(import.meta.url)('stdnum') as typeof Stdnum))

/** Numbers that a state gives a person, where the check digit or a word says that it is one. */
export function findNationalIds(folded: string): Finding[] {
  const found: Finding[] = []
  for (const { written, isOne, wants } of forms()) {
    for (const { 0: text, index } of folded.matchAll(written)) {
      if (!isOne(text.replace(/[^a-z\d+-]/gi, ''))) continue
      if (wants && !saysBefore(folded, index, wants)) continue
      if (!saysBefore(folded, index, person) && isReference(folded, index)) continue
      found.push({ kind: 'national-id', start: index, end: index + text.length })
    }
  }
  return found
}
