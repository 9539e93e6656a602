import { jaroWinkler } from './jaro-winkler.ts'
import type { Candidate } from './candidate.ts'
import { nameSimilarity } from './name-similarity.ts'

export type Level = 'same' | 'alike' | 'different'

export type Reason = {
  readonly field: 'email' | 'phone' | 'name' | 'address'
  readonly level: Level
  /** log₂(m/u): how much it speaks for one person; below zero against. */
  readonly weight: number
}

/** How often things are alike by chance: what the store itself says. */
export type Chances = {
  readonly customers: number
  /** How many customers have a name of these letters. */
  readonly namesakes: (name: readonly string[]) => number
}

export type Comparison = {
  /** That both are one person, from 0 to 1. */
  readonly probability: number
  readonly reasons: readonly Reason[]
}

/**
 * How often two records of one person agree in a field (m), by level. Set by hand after the usual
 * ranges (Herzog, Scheuren & Winkler, "Data Quality and Record Linkage Techniques", 2007, ch. 9).
 */
const m = {
  email: { same: 0.75, alike: 0.1, different: 0.15 },
  phone: { same: 0.7, alike: 0, different: 0.3 },
  name: { same: 0.7, alike: 0.22, different: 0.08 },
  address: { same: 0.5, alike: 0.25, different: 0.25 },
} as const

/** Of a record there is one more of the same person this often. */
const DUPLICATED = 0.05

/**
 * Weighs two records by Fellegi & Sunter, "A Theory for Record Linkage" (1969): each field adds
 * log₂(m/u), where m is how often it agrees in records of one person and u how often by chance. The
 * chance of a common name is greater than that of a rare one (Winkler's frequency-based matching,
 * 2000). Fields that one of both does not have say nothing.
 */
export function compare(a: Candidate, b: Candidate, chances: Chances): Comparison {
  // A handful of customers says nothing about chance: they are of a world of many.
  const n = Math.max(chances.customers, 5_000)
  const reasons: Reason[] = []
  const add = (field: Reason['field'], level: Level, u: number) => {
    const weight = Math.log2(m[field][level] / Math.min(u, 0.999))
    reasons.push({ field, level, weight: Math.round(weight * 10) / 10 })
  }
  // Two of a family share an address or a phone: rarely, but oftener than strangers do.
  const rare = Math.max(2 / n, 1e-6)
  if (a.email && b.email) {
    const level =
      a.email === b.email ? 'same' : isMistyped(a.email, b.email) ? 'alike' : 'different'
    add('email', level, level === 'same' ? rare : level === 'alike' ? rare * 20 : 1)
  }
  if (a.phone.length >= 7 && b.phone.length >= 7) {
    const isSame = a.phone === b.phone || isSameEnd(a.phone, b.phone)
    add('phone', isSame ? 'same' : 'different', isSame ? rare * 2 : 1)
  }
  if (a.name.length > 0 && b.name.length > 0) {
    const level = levelOfNames(a, b)
    const share = Math.max(chances.namesakes(a.name), chances.namesakes(b.name)) / n
    add('name', level, level === 'same' ? share : level === 'alike' ? share + 0.002 : 1)
  }
  if (a.address && b.address) {
    const isNear = a.place !== '' && a.place === b.place
    const level =
      a.address === b.address && isNear
        ? 'same'
        : isNear && jaroWinkler(a.address, b.address) >= 0.9
          ? 'alike'
          : 'different'
    add('address', level, level === 'same' ? rare * 2 : level === 'alike' ? rare * 20 : 1)
  }
  // Of all n²/2 pairs so many are of one person.
  const prior = Math.log2((2 * DUPLICATED) / n)
  return { probability: 1 / (1 + 2 ** -(prior + sumOf(reasons))), reasons }
}

/**
 * The fields are not independent in a family: who shares a roof shares the phone, too. Where the names
 * are different persons' only the strongest of what a family shares counts.
 */
function sumOf(reasons: readonly Reason[]): number {
  const isFamily = reasons.some(({ field, level }) => field === 'name' && level === 'different')
  const shared = reasons.filter(({ field, level }) => field !== 'name' && level !== 'different')
  const most = shared.reduce((most, { weight }) => Math.max(most, weight), 0)
  const rest = reasons.filter((reason) => !isFamily || !shared.includes(reason))
  return rest.reduce((sum, { weight }) => sum + weight, isFamily ? most : 0)
}

/** In Chinese one sign more or less is another name; the same sounds or signs are a mistyped one. */
function levelOfNames(a: Candidate, b: Candidate): Level {
  const likeness = nameSimilarity(a.name, b.name)
  if (a.signs && b.signs) {
    if (a.signs === b.signs) return 'same'
    const isMixedUp =
      Array.from(a.signs).toSorted().join('') === Array.from(b.signs).toSorted().join('')
    return isMixedUp || likeness === 1 ? 'alike' : 'different'
  }
  return likeness >= 0.98 ? 'same' : likeness >= 0.85 ? 'alike' : 'different'
}

/** The same box elsewhere, or a letter typed wrong, left out or put in. */
function isMistyped(a: string, b: string): boolean {
  const [nameA = '', hostA = ''] = a.split('@')
  const [nameB = '', hostB = ''] = b.split('@')
  if (nameA.length < 5 || nameB.length < 5) return false
  const isNear = (one: string, two: string) => one === two || jaroWinkler(one, two) >= 0.95
  return nameA === nameB || (hostA === hostB && isNear(nameA, nameB))
}

/** One may lack the country's code. */
function isSameEnd(a: string, b: string): boolean {
  if (a.startsWith('+') === b.startsWith('+')) return false
  const [short, long] = a.startsWith('+') ? [b, a] : [a, b]
  const digits = short.replace(/^0+/, '')
  return digits.length >= 8 && long.endsWith(digits)
}
