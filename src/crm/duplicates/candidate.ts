import { emailKey } from '../customers.ts'
import { readCountry } from '../read-country.ts'
import { readPhone } from '../read-phone.ts'
import { namePartsOf } from './name-forms.ts'

export type CustomerRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
}

/** What customers are compared by. */
export type Candidate = {
  readonly id: string
  readonly name: readonly string[]
  /** The name in Chinese signs, where it has nothing else. */
  readonly signs: string
  /** '' where there is none, as below. */
  readonly email: string
  /** In E.164. */
  readonly phone: string
  /** Letters and figures only. */
  readonly address: string
  readonly place: string
}

export function candidateOf(row: CustomerRow): Candidate {
  const country = readCountry(row.country)
  return {
    id: row.id,
    name: namePartsOf(row.name),
    signs: /^\p{Script=Han}+$/u.test(row.name.trim()) ? row.name.trim() : '',
    email: emailKey(row.email),
    phone: readPhone(row.phone, country)?.e164 ?? row.phone.replace(/\D/g, ''),
    address: plainAddress(row.address),
    place: plain(row.postcode) || plain(row.city),
  }
}

/** "12 Baker Street" and "Baker St. 12" are the same. */
const plainAddress = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/straße|strasse|street|str\b|st\b/g, 'st')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .toSorted()
    .join(' ')

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
