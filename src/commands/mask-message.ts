import type { Understanding } from '../conversation.ts'

/** What stands for an entity that tells who somebody is. */
const stands: Readonly<Record<string, string>> = {
  email: 'someone@example.com',
  phone: '+44 20 7946 0000',
  phone_number: '+44 20 7946 0000',
  address: '1 Example Street, Exampleton',
  person: 'Sam Example',
  PERSON: 'Sam Example',
  name: 'Sam Example',
}

/** A customer's message without what tells who they are: addresses, names, long numbers. */
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
    (masked + text.slice(from))
      .replaceAll(
        /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64})+/gu,
        stands['email']!,
      )
      // Numbers of cards, accounts and orders keep their shape.
      .replaceAll(/\d(?:[ -]?\d){4,}/g, (number) => number.replaceAll(/\d/g, '0'))
  )
}
