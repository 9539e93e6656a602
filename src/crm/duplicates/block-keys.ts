import type { Candidate } from './candidate.ts'

/**
 * Keys of which two records of one person share at least one, however one of their fields was
 * mistyped; only records that share one are compared at all.
 */
export function blockKeysOf({ email, phone, name, address, place }: Candidate): string[] {
  const keys: string[] = []
  const [local = '', host = ''] = email.split('@')
  if (email) keys.push(`e ${email}`)
  // The same box elsewhere, or at a host that was mistyped.
  if (local.length >= 5) keys.push(`l ${local}`)
  if (host && local.length >= 5)
    keys.push(`b ${local.slice(0, 3)} ${host} ${name.toSorted()[0]?.[0] ?? ''}`)
  if (phone.length >= 7) keys.push(`p ${phone.slice(-8)}`)
  const letters = name.toSorted().join('')
  // Their first letters and the place: a letter wrong further on does no harm.
  const initials = [...new Set(name.map((part) => part.slice(0, 1)))].toSorted().join('')
  if (letters.length >= 4) {
    keys.push(`n ${letters} ${place}`, `N ${letters}`)
    if (place) keys.push(`i ${initials} ${place} ${address.slice(0, 4)}`)
  }
  if (address && place) keys.push(`a ${address} ${place}`)
  return keys
}
