import { isIPv6 } from 'node:net'

/**
 * The network that counts as one visitor's: an IPv4 address as it is, an IPv6 one's /64, as every
 * household has a whole one to walk through.
 *
 *     ::ffff:192.0.2.1 → 192.0.2.1      2001:db8::1 → 2001:db8:0:0
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const left = groups(head)
  const right = groups(tail ?? '')
  const gap = tail === undefined ? 0 : 8 - left.length - right.length
  const all = [...left, ...Array.from({ length: gap }, () => '0'), ...right]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
