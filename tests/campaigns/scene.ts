import { createCampaign, type CampaignPlan } from '../../src/crm/campaigns/write-campaign.ts'
import { steerCampaign } from '../../src/crm/campaigns/steer-campaign.ts'
import type { Database } from '../../src/crm/database.ts'
import { emailKey } from '../../src/crm/customers.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import type { Filter } from '../../src/crm/segments/filter.ts'
import { createSegment } from '../../src/crm/segments/segments.ts'
import { insertAll } from '../../src/crm/work.ts'

export const by = { kind: 'agent', id: 'mei', name: 'Mei' } as const
export const begin = '2026-11-20T09:00:00.000Z'
/** So many minutes after the campaign was started. */
export const minute = (number: number) => new Date(Date.parse(begin) + number * 60_000)

const columns = 'id name email email_key phone language address city country postcode tier since'

/** People of a town of their own: P-0, P-1 … with an address and, unless told otherwise, consent. */
export async function people(
  db: Database,
  count: number,
  of: (i: number) => {
    language?: string
    email?: string
    consent?: 'given' | 'withdrawn' | null
  } = () => ({}),
): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => ({
    id: `P-${i}`,
    email: `p${i}@example.com`,
    language: 'en',
    consent: 'given' as const,
    ...of(i),
  }))
  await db.write(function* () {
    yield* insertAll(
      'customers',
      columns.split(' '),
      all.map(({ id, email, language }) => [
        id,
        `Person ${id}`,
        email,
        emailKey(email),
        '',
        language,
        '',
        'Lindau',
        '',
        '',
        'standard',
        begin,
      ]),
    )
    yield* insertAll(
      'consents',
      consentColumns,
      all.flatMap(({ id, consent }) =>
        consent
          ? ['email', 'widget'].map((channel) => consentRow(id, channel, consent === 'given'))
          : [],
      ),
    )
  })
}

export const consentColumns =
  'customer purpose given text_version how at by_kind by_id by_name'.split(' ')

export const consentRow = (customer: string, channel: string, isGiven: boolean) => [
  customer,
  `marketing-${channel}`,
  isGiven ? 1 : 0,
  '2026-01',
  'website',
  begin,
  'customer',
  customer,
  '',
]

/** A conversation in the widget in which it is proven who somebody is. */
export async function chat(db: Database, customer: string, at: string): Promise<string> {
  const start = { visitor: 'v', channel: 'directline', language: 'en' }
  const { id } = await startConversation(db, start)
  await record(db, {
    conversation: id,
    at,
    events: [
      { kind: 'customer-said', clientId: 'first', text: 'hello' },
      { kind: 'identified', customer, how: 'signed' },
    ],
  })
  return id
}

export async function planned(
  db: Database,
  plan: Partial<CampaignPlan> = {},
  filter: Filter = { field: 'city', is: 'is', value: 'Lindau' },
): Promise<string> {
  return db.write(function* () {
    const segment = yield* createSegment({ name: 'Lindau', filter }, { by, at: begin })
    return yield* createCampaign(
      {
        name: 'Lamps',
        segment,
        channel: 'email',
        message: {
          en: { subject: 'Lamps, {first_name}', text: 'See https://shop.example.com/lamps' },
        },
        controlPercent: 0,
        startAt: null,
        timeZone: 'Europe/Berlin',
        windowDays: 7,
        perMinute: 600,
        ...plan,
      },
      { by, at: begin },
    )
  })
}

/** One that has been started, not yet taken on. */
export async function started(db: Database, plan: Partial<CampaignPlan> = {}): Promise<string> {
  const id = await planned(db, plan)
  await db.write(() => steerCampaign(id, 'start', { by, at: begin }))
  return id
}
