/** How a text writes numbers: by which sign its fraction is set off. */
export type DecimalSign = ',' | '.'

/**
 * `clear` where only one reading is possible; `unclear` for "1,234" and "1.234", which are a
 * thousand here and one and a bit there.
 */
export type NumberRead =
  | { readonly kind: 'clear'; readonly value: number; readonly sign: DecimalSign | null }
  | { readonly kind: 'unclear'; readonly as: Readonly<Record<DecimalSign, number>> }

/** A number with or without thousands, a currency, or brackets for less than zero; else null. */
export function readNumber(text: string): NumberRead | null {
  const plain = withoutCurrency(text)
  const match = /^([-+−(]?)([\d.,]*\d[\d.,]*)([-)]?)$/.exec(plain)
  if (!match) return null
  const [, before = '', digits = '', after = ''] = match
  if ((before === '(') !== (after === ')') || (after === '-' && before !== '')) return null
  const factor = before === '-' || before === '−' || before === '(' || after === '-' ? -1 : 1
  const read = (sign: DecimalSign): number | null => {
    const other = sign === ',' ? '.' : ','
    const shape = new RegExp(
      `^(\\d+|[1-9]\\d{0,2}(\\${other}\\d{3})+)?(\\${sign}\\d*)?$|^[1-9]\\d?(\\${other}\\d{2})+\\${other}\\d{3}(\\${sign}\\d*)?$`,
    )
    if (!shape.test(digits)) return null
    // Never −0.
    return Number(digits.replaceAll(other, '').replace(sign, '.')) * factor || 0
  }
  const comma = read(',')
  const point = read('.')
  if (comma === null && point === null) return null
  if (comma === null)
    return { kind: 'clear', value: point!, sign: digits.includes('.') ? '.' : null }
  if (point === null)
    return { kind: 'clear', value: comma, sign: digits.includes(',') ? ',' : null }
  if (comma === point) return { kind: 'clear', value: comma, sign: null }
  return { kind: 'unclear', as: { ',': comma, '.': point } }
}

const withoutCurrency = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s'’_]|\p{Sc}|^(?:[A-Z]{3}|RMB|人民币)|(?:[A-Z]{3}|元|块|万?円)$/gu, '')
