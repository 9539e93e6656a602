import type { Json } from '../conversation.ts'

/** "hp 10023", "#10023" and "HP-10023" are all HP-10023; null when it is no order number. */
export function orderNumberOf(said: Json | undefined): string | null {
  if (typeof said !== 'string' && typeof said !== 'number') return null
  const digits = /(?<![\d])\d{5}(?!\d)/.exec(String(said).normalize('NFKC'))
  return digits ? `HP-${digits[0]}` : null
}
