import type { Database } from '../database.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { one, run, type Work } from '../work.ts'
import type { Edit } from './edit.ts'

/** One time that a customer agreed to something, or took that back. Never changed, only added to. */
export type Consent = {
  /** What for: 'newsletter'. */
  readonly purpose: string
  readonly isGiven: boolean
  /** Of the text that was agreed to: '2026-03'. */
  readonly textVersion: string
  /** How it was said: 'website', 'phone'. */
  readonly how: string
  readonly at: string
  readonly by: string
}

export type NewConsent = Pick<Consent, 'purpose' | 'isGiven' | 'textVersion' | 'how'>

/** All of them, the latest first: the first of a purpose is how it stands. */
export async function consentsOf(db: Pick<Database, 'all'>, customer: string): Promise<Consent[]> {
  const rows = await db.all<Omit<Consent, 'isGiven'> & { given: number }>(
    `select purpose, given, text_version as "textVersion", how, at, by_name as "by"
     from consents where customer = ? order by id desc`,
    customer,
  )
  return rows.map(({ given, ...consent }) => ({ ...consent, isGiven: given === 1 }))
}

/** Whether the customer agrees to something at this moment. */
export async function isAgreed(
  db: Pick<Database, 'all'>,
  customer: string,
  purpose: string,
): Promise<boolean> {
  const [row] = await db.all<{ given: number }>(
    'select given from consents where customer = ? and purpose = ? order by id desc limit 1',
    customer,
    purpose,
  )
  return row?.given === 1
}

export function* addConsent(
  customer: string,
  { purpose, isGiven, textVersion, how }: NewConsent,
  edit: Edit,
): Work<Changed> {
  const last = yield* one<{ given: number }>(
    'select given from consents where customer = ? and purpose = ? order by id desc limit 1',
    customer,
    purpose,
  )
  yield* run(
    `insert into consents (customer, purpose, given, text_version, how, at, by_kind, by_id, by_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    customer,
    purpose,
    isGiven ? 1 : 0,
    textVersion,
    how,
    edit.at,
    edit.by.kind,
    edit.by.id,
    edit.by.name,
  )
  const was = last ? last.given === 1 : null
  return yield* changeRecord(customerShape, customer, {
    ...edit,
    also: [{ field: `consents.${purpose}`, was, became: isGiven }],
  })
}
