import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/**
 * A phone as it is written internationally, and in E.164; null for what cannot be one. Without `+` or
 * `00` it is of the given country (ISO 3166, two letters), and with none given it is not known.
 */
export function readPhone(
  text: string,
  country: string | null,
): { readonly international: string; readonly e164: string } | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+')
  const found = parsePhoneNumberFromString(
    plain,
    country === null
      ? { extract: false }
      : { defaultCountry: country as CountryCode, extract: false },
  )
  if (!found?.isPossible()) return null
  return { international: found.formatInternational(), e164: found.number }
}
