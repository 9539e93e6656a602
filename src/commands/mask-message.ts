import type { Understanding } from '../conversation.ts'
import { mask, type StandIn } from '../masking/mask.ts'
import { withoutDigits } from '../masking/without-digits.ts'

/** What stands for an entity, or for what masking finds, that tells who somebody is. */
const stands: Readonly<Record<string, string>> = {
  email: 'someone@example.com',
  phone: '+44 20 7946 0000',
  phone_number: '+44 20 7946 0000',
  address: '1 Example Street, Exampleton',
  person: 'Sam Example',
  PERSON: 'Sam Example',
  name: 'Sam Example',
  key: 'KEY',
}

/** A customer's message without what tells who they are, still to be read: addresses, names, long numbers. */
export function maskMessage({
  text,
  understanding,
}: {
  readonly text: string
  readonly understanding?: Understanding
}): string {
  let masked = ''
  let from = 0
  const personal = (understanding?.entities ?? [])
    .filter(({ entity, end, start }) => Object.hasOwn(stands, entity) && end > start)
    .toSorted((a, b) => a.start - b.start)
  for (const { entity, start, end } of personal) {
    if (start < from) continue
    masked += text.slice(from, start) + stands[entity]!
    from = end
  }
  return (
    mask(masked + text.slice(from), standIn)
      // Numbers of orders are numbers of somebody's, too.
      .replaceAll(/\p{Nd}(?:[ -]?\p{Nd}){4,}/gu, withoutDigits)
  )
}

const standIn: StandIn = (kind, part) => stands[kind] ?? withoutDigits(part)
