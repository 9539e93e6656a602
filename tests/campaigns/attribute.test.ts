import { afterEach, describe, expect, test } from 'vitest'
import { attribute } from '../../src/crm/campaigns/attribute.ts'
import { campaignFigures } from '../../src/crm/campaigns/campaign-figures.ts'
import { claimDue } from '../../src/crm/campaigns/claim-due.ts'
import { findCampaign } from '../../src/crm/campaigns/campaigns.ts'
import { freezeAudience } from '../../src/crm/campaigns/freeze-audience.ts'
import { noteSent } from '../../src/crm/campaigns/note-delivery.ts'
import { mergeCustomers } from '../../src/crm/duplicates/merge-customers.ts'
import { record } from '../../src/crm/log.ts'
import { insertAll, run } from '../../src/crm/work.ts'
import { databases, type TestStore } from '../databases.ts'
import { by, chat, minute, people, started } from './scene.ts'

const DAY = 24 * 60

describe.each(databases)('what came of a campaign on $name', ({ store }) => {
  let opened: TestStore
  afterEach(() => opened.remove())

  /** Eight people, some of them held out; the turn of each comes at once. */
  async function sentToEight() {
    opened = await store()
    const { db } = opened
    await people(db, 8)
    const id = await started(db, { controlPercent: 50 })
    await freezeAudience(db, id, minute(0))
    const campaign = (await findCampaign(db, id))!
    const { messages } = await db.write(() => claimDue(campaign, minute(0), 100))
    for (const message of messages) await db.write(() => noteSent(message.id))
    const parts = await db.all<{ customer: string; part: 'message' | 'control' }>(
      "select customer, part from campaign_recipients where part <> 'excluded' order by customer",
    )
    const order = (number: string, customer: string, at: number, status = 'processing') =>
      db.write(() =>
        insertAll(
          'orders',
          ['number', 'customer', 'placed_at', 'status', 'currency', 'total_cents', 'address'],
          [[number, customer, minute(at).toISOString(), status, 'EUR', 100, '']],
        ),
      )
    return { db, id, order, partOf: new Map(parts.map(({ customer, part }) => [customer, part])) }
  }

  test('orders and answers within the window count, of both groups alike', async () => {
    const { db, id, order, partOf } = await sentToEight()
    await order('before', 'P-0', -1)
    await order('within', 'P-1', DAY)
    await order('cancelled', 'P-2', DAY, 'cancelled')
    await order('late', 'P-3', 7 * DAY + 1)
    for (const customer of ['P-4', 'P-5']) {
      const conversation = await chat(
        db,
        customer,
        minute(customer === 'P-4' ? -5 : 5).toISOString(),
      )
      const events = [{ kind: 'bot-said', text: 'hello' }] as const
      await record(db, { conversation, at: minute(6).toISOString(), events })
    }
    expect(await attribute(db, minute(2 * DAY))).toBe(2)
    expect(await attribute(db, minute(2 * DAY))).toBe(0)
    const { message, control } = await campaignFigures(db, id, minute(2 * DAY))
    const count = (customer: string, part: string) => Number(partOf.get(customer) === part)
    expect(message).toMatchObject({
      bought: count('P-1', 'message'),
      answered: count('P-5', 'message'),
    })
    expect(control).toMatchObject({
      bought: count('P-1', 'control'),
      answered: count('P-5', 'control'),
    })
    expect(message.of + control.of).toBe(8)
  })

  test('an order that is cancelled soon does not count in the end, and later nothing changes', async () => {
    const { db, id, order } = await sentToEight()
    await order('soon', 'P-1', DAY)
    const bought = async () => {
      const { message, control } = await campaignFigures(db, id, minute(0))
      return message.bought + control.bought
    }
    await attribute(db, minute(DAY + 1))
    expect(await bought()).toBe(1)
    await db.write(() => run("update orders set status = 'cancelled' where number = 'soon'"))
    await attribute(db, minute(DAY + 2))
    expect(await bought()).toBe(0)
    await db.write(() => run("update orders set status = 'processing' where number = 'soon'"))
    await attribute(db, minute(8 * DAY + 1))
    expect(await bought()).toBe(0)
  })

  test('whoever becomes one with somebody else of the campaign counts as the two they were', async () => {
    const { db, id, order } = await sentToEight()
    const at = minute(DAY).toISOString()
    const merge = { keep: 'P-1', gone: 'P-2', take: [], by, at }
    await db.write(() => mergeCustomers(merge))
    await order('theirs', 'P-1', DAY)
    await attribute(db, minute(DAY + 1))
    const { message, control } = await campaignFigures(db, id, minute(0))
    expect(message.of + control.of).toBe(8)
    expect(message.bought + control.bought).toBe(2)
  })
})
