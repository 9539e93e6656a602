/**
 * Writes a text the plain way, unit for unit, so that offsets stay: full-width forms become half
 * width, digits of every script 0–9, invisible characters and the second half of a paired digit a
 * zero-width space, dashes of every kind a hyphen.
 */
export function fold(text: string): string {
  return unusual.test(text) ? text.replace(unusualAll, plain) : text
}

const unusual =
  /[\u00a0\u00ad\u2000-\u2015\u202f\u2060\u2212\u3000\ufe58\ufe63\ufeff\uff01-\uff5e]|(?![0-9])\p{Nd}/u
const unusualAll = new RegExp(unusual.source, 'gu')

function plain(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (/\p{Nd}/u.test(character)) return digitOf(code) + '\u200b'.repeat(character.length - 1)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/.test(character)) return '\u200b'
  if (/[\u2010-\u2015\u2212\ufe58\ufe63]/.test(character)) return '-'
  return ' '
}

/** Unicode keeps the ten digits of a script together, in order (The Unicode Standard, 4.6). */
function digitOf(code: number): string {
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  // Mathematical digits follow one another without a gap: five rows of ten.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10)
  return String(code - zero)
}
