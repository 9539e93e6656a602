import { money } from '../../shared/times.ts'

/** Amounts in cents, whole where there are no cents. */
export function amount(cents: number, currency: string): string {
  const text = money(cents / 100, currency)
  return cents % 100 === 0 ? text.replace(/[.,]00(?!\d)/, '') : text
}
