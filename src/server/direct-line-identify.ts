import { type GivenIdentity, type Identity, proveIdentity } from '../channels/identity.ts'
import type { Conversation } from '../crm/conversations.ts'
import { findCustomer, findCustomerByEmail, type Customer } from '../crm/customers.ts'
import type { Database } from '../crm/database.ts'
import { mergedInto } from '../crm/duplicates/merge-customers.ts'
import { record } from '../crm/log.ts'
import { look } from '../crm/look.ts'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'

/** The customer whom a signed identity names; null when the CRM knows neither id nor e-mail. */
export async function customerOf(
  db: Database,
  given: GivenIdentity,
  secret: string,
  settings: Settings,
): Promise<string | null> {
  const identity = await proveIdentity(given, {
    secret,
    issuer: settings.IDENTITY_ISSUER,
    audience: settings.IDENTITY_AUDIENCE,
  })
  return findProven(db, identity)
}

async function findProven(db: Database, { id, email }: Identity): Promise<string | null> {
  const customer =
    (await findCustomer(db, id)) ??
    (await findMerged(db, id)) ??
    (email ? await findCustomerByEmail(db, email) : null)
  return customer?.id ?? null
}

/** The host page goes on naming who became part of another customer. */
async function findMerged(db: Database, id: string): Promise<Customer | null> {
  const kept = await look(db, mergedInto(id))
  return kept === null ? null : findCustomer(db, kept)
}

/** Records who the customer is, once. A conversation of somebody else stays theirs. */
export async function recordIdentity(
  db: Database,
  conversation: Conversation,
  customer: string,
): Promise<void> {
  if (conversation.customer === customer) return
  if (conversation.customer !== null) {
    throw new Problem(
      'conflict',
      'ConversationOfAnother',
      'This conversation belongs to another customer. Please begin a new one.',
    )
  }
  const identified = { kind: 'identified', customer, how: 'signed' } as const
  await record(db, { conversation: conversation.id, events: [identified] })
}
