import type { Repair } from './repair.ts'

export type FoundKind =
  | 'missing'
  | 'untidy'
  | 'damaged'
  | 'too-long'
  | 'bad-email'
  | 'bad-phone'
  | 'phone-without-country'
  | 'bad-date'
  | 'unclear-date'
  | 'impossible-date'
  | 'future-date'
  | 'bad-number'
  | 'unclear-number'
  | 'negative-number'
  | 'unknown-word'
  | 'unknown-currency'
  | 'unknown-country'
  | 'unknown-reference'
  | 'repeated-row'
  | 'same-key'
  | 'same-contact'
  | 'exists'
  | 'contact-exists'
  | 'erased-before'
  | 'outlier'
  | 'not-allowed'

/** One thing about one cell, or about a row where `field` is null. */
export type Found = {
  readonly kind: FoundKind
  readonly field: string | null
  readonly value: string
  /** What it became, or would become. */
  readonly became?: string
  /** Whether the row is left out because of it. */
  readonly refuses: boolean
  /** What a person may accept, so that it does not. */
  readonly repairs?: readonly Repair[]
}
