import type { Found, FoundKind } from './found.ts'
import type { ImportField } from './import-field.ts'
import type { ColumnProfile } from './profile-column.ts'
import { readCountry } from '../read-country.ts'
import { readCurrency } from './read-currency.ts'
import { readDate } from './read-date.ts'
import { readEmail } from './read-email.ts'
import { readNumber } from './read-number.ts'
import { readPhone } from '../read-phone.ts'
import type { Repair } from './repair.ts'

export type Value = string | number | null

export type CellContext = {
  readonly field: ImportField
  readonly column: ColumnProfile
  readonly accepted: ReadonlySet<string>
  /** Of phones that do not say theirs. */
  readonly country: string | null
  /** ISO 8601: what is later has not happened yet. */
  readonly now: string
}

export type CellRead = { readonly value: Value; readonly found?: Found }

const LONGEST = 10_000

/** What a filled cell means for its field, and what is wrong with it. */
export function readCell(cell: string, context: CellContext): CellRead {
  const text = cell.trim()
  if (text.includes('\ufffd')) return refused('damaged', text, context, ['empty'])
  if (text.length > LONGEST) return refused('too-long', `${text.slice(0, 60)}…`, context, ['empty'])
  return readers[context.field.type](text, context)
}

const inEnglish = new Intl.DisplayNames(['en'], { type: 'region' })
const inChinese = new Intl.DisplayNames(['zh'], { type: 'region' })

type Reader = (text: string, context: CellContext) => CellRead

const readers: Readonly<Record<ImportField['type'], Reader>> = {
  text: (text, context) => tidied('untidy', text, tidyText(text), context),
  reference: (text) => ({ value: tidyText(text) }),
  email(text, context) {
    const read = readEmail(text)
    if (!read) return refused('bad-email', text, context, ['empty'])
    return read.isAsItWas
      ? { value: text }
      : { value: read.value, found: note('untidy', text, context, read.value) }
  },
  phone(text, context) {
    const read = readPhone(text, context.country)
    if (read) return tidied('untidy', text, read.international, context)
    const isOfSomeCountry =
      context.country === null && /^[\d\s()./-]{6,20}$/.test(text.normalize('NFKC'))
    if (!isOfSomeCountry) return refused('bad-phone', text, context, ['empty'])
    return { value: text, found: note('phone-without-country', text, context) }
  },
  date: readDateCell,
  integer: (text, context) => readNumberCell(text, context, (number) => Math.round(number)),
  // In one step: 0.29 × 100 is 28.999999999999996.
  money: (text, context) => readNumberCell(text, context, (number) => Math.round(number * 100)),
  country(text, context) {
    const code = readCountry(text)
    if (!code) return { value: text, found: note('unknown-country', text, context) }
    const name = (/\p{Script=Han}/u.test(text) ? inChinese : inEnglish).of(code) ?? text
    return tidied('untidy', text, name, context)
  },
  currency(text, context) {
    const code = readCurrency(text)
    return code ? { value: code } : refused('unknown-currency', text, context, ['default'])
  },
  choice(text, context) {
    const word = text.normalize('NFKC').toLowerCase()
    for (const [choice, words] of Object.entries(context.field.choices ?? {})) {
      if (choice === word || words.includes(word)) return { value: choice }
    }
    return refused('unknown-word', text, context, ['default'])
  },
}

function readDateCell(text: string, context: CellContext): CellRead {
  const { column, field, accepted, now } = context
  const read = readDate(text)
  if (!read) return refused('bad-date', text, context, ['empty'])
  if (read.kind === 'impossible') return refused('impossible-date', text, context, ['empty'])
  let iso = read.kind === 'clear' ? read.iso : ''
  if (read.kind === 'unclear') {
    const order =
      (['day-first', 'month-first'] as const).find((one) => accepted.has(`${one}:${field.name}`)) ??
      column.order
    if (order === null || order === 'both') {
      return refused('unclear-date', text, context, ['day-first', 'month-first'])
    }
    iso = read.as[order]
  }
  if (iso < '1900') return refused('impossible-date', text, context, ['empty'])
  if (iso > now && !field.mayBeBeyond) return refused('future-date', text, context, ['empty'])
  return { value: iso }
}

function readNumberCell(
  text: string,
  context: CellContext,
  round: (n: number) => number,
): CellRead {
  const { column, field, accepted } = context
  const read = readNumber(text)
  if (!read) return refused('bad-number', text, context, ['empty'])
  let number = read.kind === 'clear' ? read.value : 0
  if (read.kind === 'unclear') {
    const accept = accepted.has(`comma:${field.name}`)
      ? ','
      : accepted.has(`point:${field.name}`)
        ? '.'
        : null
    const sign = accept ?? column.sign
    if (sign === null || sign === 'both')
      return refused('unclear-number', text, context, ['comma', 'point'])
    number = read.as[sign]
  }
  if (number < 0 && !field.mayBeBeyond) return refused('negative-number', text, context, ['empty'])
  if (!Number.isSafeInteger(round(number))) return refused('bad-number', text, context, ['empty'])
  const { limits } = column
  const isFar = limits !== null && (number < limits.low || number > limits.high)
  return { value: round(number), ...(isFar && { found: note('outlier', text, context) }) }
}

/** Another way of writing the same, which is taken over once a person accepts it. */
function tidied(kind: FoundKind, text: string, tidy: string, context: CellContext): CellRead {
  if (tidy === text) return { value: text }
  const repair: Repair = `tidy:${context.field.name}`
  const value = context.accepted.has(repair) ? tidy : text
  return { value, found: { ...note(kind, text, context, tidy), repairs: [repair] } }
}

const note = (kind: FoundKind, value: string, { field }: CellContext, became?: string): Found => ({
  kind,
  field: field.name,
  value,
  refuses: false,
  ...(became !== undefined && { became }),
})

/** Left out with the row, unless a person has accepted to leave out the cell alone or the like. */
function refused(
  kind: FoundKind,
  value: string,
  { field, accepted }: CellContext,
  ways: readonly ('empty' | 'default' | 'day-first' | 'month-first' | 'comma' | 'point')[],
): CellRead {
  // What a row has to have cannot be left out.
  const open = ways.filter((way) => !(way === 'empty' && field.isRequired))
  const repairs = open.map((way): Repair => `${way}:${field.name}`)
  const isAccepted = repairs.some((repair) => accepted.has(repair))
  return { value: null, found: { kind, field: field.name, value, refuses: !isAccepted, repairs } }
}

/** Full width, invisible signs and doubled spaces as anybody would type them. */
const tidyText = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => {
      const plain = String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
      // Full-width punctuation is right between Chinese characters.
      return /[a-z0-9@]/i.test(plain) ? plain : sign
    })
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .normalize('NFC')
