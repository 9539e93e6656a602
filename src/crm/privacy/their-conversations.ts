import { all, type Row, type Work } from '../work.ts'
import type { Mention } from './find-mentions.ts'
import type { Leaving } from './leaving.ts'
import type { PersonRecords } from './person.ts'
import { redaction } from './redact.ts'

type Key = Leaving['conversations'][number]

/** Theirs by proof, by a ticket, or, where nobody's identity was proven, by what stands in them. */
export function* theirConversations(
  person: PersonRecords,
  mentioned: readonly Mention[],
): Work<Key[]> {
  const { id, email, phone } = person.customer
  const found = new Map<number, Key>()
  const keep = (rows: readonly Row[]) => {
    for (const row of rows) found.set(Number(row['key']), row as Key)
  }
  keep(
    yield* all(
      `select key, id from conversations where customer = ?
         or id in (select conversation from tickets where customer = ?)
         or id in (select conversation from returns
           where order_number in (select number from orders where customer = ?))`,
      id,
      id,
      id,
    ),
  )
  const isTheirs = redaction(
    [email, phone, ...person.contacts].filter((word) => word.trim().length >= 5),
  )
  for (const { conversation, position } of mentioned) {
    if (found.has(conversation)) continue
    const [row] = yield* all<Key & { customer: string | null; body: string }>(
      `select c.key, c.id, c.customer, body from events join conversations c on c.key = conversation
       where position = ?`,
      position,
    )
    if (!row) continue
    const event = JSON.parse(row.body) as { kind: string; customer?: string }
    // Proven to be theirs once, whoever it was later.
    const wasTheirs = event.kind === 'identified' && event.customer === id
    if (wasTheirs || (row.customer === null && isTheirs(row.body) !== row.body)) keep([row])
  }
  return [...found.values()]
}
