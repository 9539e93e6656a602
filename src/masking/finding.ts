/** Something in a text that is nobody else's business. */
export type Finding = {
  readonly kind: 'card' | 'iban' | 'national-id' | 'phone' | 'email' | 'key'
  /** UTF-16 offsets: `text.slice(start, end)` is what was found. */
  readonly start: number
  readonly end: number
}
