import { afterEach, describe, expect, test } from 'vitest'
import { openMailer } from '../../src/campaigns/mailer.ts'
import { sendDue, type SendParts } from '../../src/campaigns/send-due.ts'
import type { MailSettings } from '../../src/campaigns/write-mail.ts'
import { campaignFigures } from '../../src/crm/campaigns/campaign-figures.ts'
import { findCampaign } from '../../src/crm/campaigns/campaigns.ts'
import { claimDue } from '../../src/crm/campaigns/claim-due.ts'
import { freezeAudience } from '../../src/crm/campaigns/freeze-audience.ts'
import { steerCampaign } from '../../src/crm/campaigns/steer-campaign.ts'
import { changeCampaign } from '../../src/crm/campaigns/write-campaign.ts'
import type { Database } from '../../src/crm/database.ts'
import { readLog, record } from '../../src/crm/log.ts'
import { eraseCustomer } from '../../src/crm/privacy/erase-customer.ts'
import { insertAll, run } from '../../src/crm/work.ts'
import { databases, type TestStore } from '../databases.ts'
import {
  begin,
  by,
  chat,
  consentColumns,
  consentRow,
  minute,
  people,
  planned,
  started,
} from './scene.ts'
import { startSmtp, type TestSmtp } from './smtp-server.ts'

const mail: MailSettings = {
  publicUrl: 'https://chat.example.com',
  secret: 'a secret of the tests',
  from: 'news@example.com',
  tracksOpens: false,
}

describe.each(databases)('campaigns on $name', ({ store }) => {
  let opened: TestStore
  let smtp: TestSmtp
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close()
  })

  async function scene(options: Parameters<typeof startSmtp>[0] = {}) {
    opened = await store()
    closing.push(() => opened.remove())
    smtp = await startSmtp(options)
    closing.push(() => smtp.close())
    return opened.db
  }

  function parts(db: Database, at: Date, more: Partial<SendParts> = {}): SendParts {
    const mailer = openMailer(smtp.url, mail.from)
    closing.push(() => mailer.close())
    return { db, mailer, mail, quiet: null, now: () => at, ...more }
  }

  /** Looks as often as there is something to do at that moment. */
  async function sendAll(db: Database, at: Date, more: Partial<SendParts> = {}): Promise<number> {
    let sent = 0
    for (let looks = 0; looks < 4; looks++) sent += await sendDue(parts(db, at, more))
    return sent
  }

  const figures = (db: Database, id: string, at = minute(0)) => campaignFigures(db, id, at)
  const addresses = () => smtp.received.map(({ to }) => to).toSorted()

  test('go to the segment as it was, and say why somebody was left out', async () => {
    const db = await scene()
    await people(
      db,
      6,
      (i) =>
        [
          {},
          { language: 'zh-CN' },
          { language: 'fr' },
          { email: '' },
          { consent: 'withdrawn' as const },
          { consent: null },
        ][i]!,
    )
    const message = {
      en: { subject: 'Lamps, {first_name}', text: 'Dear {name}' },
      zh: { subject: '新灯', text: '{name}，您好' },
    }
    const id = await started(db, { message })
    expect(await sendAll(db, minute(0))).toBe(2)
    expect(addresses()).toEqual(['p0@example.com', 'p1@example.com'])
    expect(await findCampaign(db, id)).toMatchObject({
      status: 'done',
      frozen: {
        message: 2,
        control: 0,
        excluded: { 'no-language': 1, 'no-address': 1, unsubscribed: 1, 'no-consent': 1 },
      },
      startedAt: begin,
      endedAt: begin,
    })
    const raw = smtp.received.find(({ to }) => to === 'p0@example.com')?.raw
    expect(raw).toContain('Subject: Lamps, Person')
    expect(raw).toContain('Dear Person P-0')
    // Nobody who came later, and nobody twice.
    await db.write(() => run("update customers set language = 'en' where id = 'P-2'"))
    expect(await sendAll(db, minute(9))).toBe(0)
  })

  test('hold a share out by lot, the same however often it is drawn', async () => {
    const db = await scene()
    await people(db, 400)
    const id = await started(db, { controlPercent: 25 })
    await freezeAudience(db, id, minute(0))
    const drawn = await db.all('select id, customer, part from campaign_recipients order by id')
    const { frozen } = (await findCampaign(db, id))!
    expect(frozen!.message + frozen!.control).toBe(400)
    // Five standard deviations of a fair lot.
    expect(Math.abs(frozen!.control - 100)).toBeLessThan(5 * Math.sqrt(400 * 0.25 * 0.75))
    // As if the process had ended half-way: the rest is drawn, and what is there stays.
    await db.write(function* () {
      yield* run("update campaigns set status = 'starting', frozen = null where id = ?", id)
      yield* run("delete from campaign_recipients where customer < 'P-2'")
    })
    await Promise.all([freezeAudience(db, id, minute(5)), freezeAudience(db, id, minute(5))])
    expect(await db.all('select id, customer, part from campaign_recipients order by id')).toEqual(
      drawn,
    )
    expect((await findCampaign(db, id))!.frozen).toEqual(frozen)
  })

  test('let those who are held out have their turn like the others', async () => {
    const db = await scene()
    await people(db, 40)
    const id = await started(db, { controlPercent: 50 })
    await sendAll(db, minute(0))
    const { control, message } = (await findCampaign(db, id))!.frozen!
    expect(smtp.received).toHaveLength(message)
    expect(await figures(db, id)).toMatchObject({
      sent: message,
      heldOut: control,
      message: { of: message },
      control: { of: control },
      open: 40,
      doubtful: 0,
    })
  })

  test('send no more a minute than they may', async () => {
    const db = await scene()
    await people(db, 12)
    await started(db, { perMinute: 5 })
    const sent: number[] = []
    for (const at of [0, 0.5, 1.1, 1.5, 2.2, 3.3]) sent.push(await sendAll(db, minute(at)))
    expect(sent).toEqual([5, 0, 5, 0, 2, 0])
  })

  test('wait for the end of quiet hours', async () => {
    const db = await scene()
    await people(db, 1)
    const id = await started(db)
    const quiet = { from: '09:30', until: '10:30' }
    expect(await sendAll(db, minute(0), { quiet })).toBe(0)
    expect((await findCampaign(db, id))?.trouble).toBe('QuietHours 2026-11-20T09:30:00.000Z')
    expect(await sendAll(db, minute(30), { quiet })).toBe(1)
    expect((await findCampaign(db, id))?.trouble).toBeNull()
  })

  test('send nothing without a mail server or an address for their links', async () => {
    const db = await scene()
    await people(db, 1)
    const id = await started(db)
    expect(await sendAll(db, minute(0), { mailer: null })).toBe(0)
    expect((await findCampaign(db, id))?.trouble).toBe('NoMailServer')
    expect(await sendAll(db, minute(0), { mail: null })).toBe(0)
    expect((await findCampaign(db, id))?.trouble).toBe('NoPublicUrl')
    expect(await figures(db, id)).toMatchObject({ waiting: 1 })
  })

  test('try again what a server puts off, and give up what it refuses', async () => {
    let tries = 0
    const db = await scene({
      rcpt: (address) => (address.startsWith('p0') ? 550 : ++tries < 3 ? 451 : null),
    })
    await people(db, 2)
    const id = await started(db)
    expect(await sendAll(db, minute(0))).toBe(0)
    expect(await figures(db, id)).toMatchObject({ failed: 1, waiting: 1 })
    expect(await sendAll(db, minute(0.9))).toBe(0)
    expect(await sendAll(db, minute(1))).toBe(0)
    expect(await sendAll(db, minute(4.9))).toBe(0)
    expect(await sendAll(db, minute(5))).toBe(1)
    expect((await findCampaign(db, id))?.status).toBe('done')
    const [row] = await db.all(
      "select attempts, doubts from campaign_recipients where state = 'sent'",
    )
    expect(row).toEqual({ attempts: 3, doubts: 0 })
    const [failed] = await db.all("select reason from campaign_recipients where state = 'failed'")
    expect(failed?.['reason']).toMatch(/550/)
  })

  test('give up a letter that was put off too often', async () => {
    const db = await scene({ rcpt: () => 451 })
    await people(db, 1)
    const id = await started(db)
    for (let hour = 0; hour < 60; hour++) await sendDue(parts(db, minute(hour * 60)))
    expect(await figures(db, id)).toMatchObject({ failed: 1, waiting: 0 })
  })

  test('rest while no server answers, which is no fault of a letter', async () => {
    const db = await scene()
    await people(db, 12)
    const id = await started(db)
    const gone = openMailer('smtp://127.0.0.1:1', mail.from)
    closing.push(() => gone.close())
    for (let at = 0; at < 20; at++) await sendDue(parts(db, minute(at), { mailer: gone }))
    const campaign = await findCampaign(db, id)
    expect(campaign?.status).toBe('running')
    expect(campaign?.trouble).toMatch(/^MailServerAway .*ECONNREFUSED/)
    expect(await db.all('select max(attempts) as most from campaign_recipients')).toEqual([
      { most: 0 },
    ])
    expect(await sendAll(db, minute(30))).toBe(12)
    expect((await findCampaign(db, id))?.trouble).toBeNull()
  })

  test('tell when a letter may have arrived twice, and give both the same id', async () => {
    const db = await scene()
    await people(db, 1)
    const id = await started(db)
    await freezeAudience(db, id, minute(0))
    // The process ends between sending and noting it.
    const { mailer } = parts(db, minute(0))
    let writes = 0
    const dying: Database = {
      ...db,
      write: (work) => (++writes > 1 ? Promise.reject(new Error('killed')) : db.write(work)),
    }
    await expect(sendDue({ ...parts(db, minute(0), { db: dying }), mailer })).rejects.toThrow(
      'killed',
    )
    expect(smtp.received).toHaveLength(1)
    // Nobody else takes it before its claim is over.
    expect(await sendAll(db, minute(9))).toBe(0)
    expect(await sendAll(db, minute(10))).toBe(1)
    const ids = smtp.received.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await figures(db, id)).toMatchObject({ sent: 1, doubtful: 1 })
  })

  test('are sent once by two processes', async () => {
    const db = await scene()
    await people(db, 60)
    await started(db)
    const other = await opened.open()
    await Promise.all([sendAll(db, minute(0)), sendAll(other, minute(0))])
    expect(addresses()).toHaveLength(60)
    expect(new Set(addresses()).size).toBe(60)
  })

  test('can be paused, resumed and cancelled', async () => {
    const db = await scene()
    await people(db, 9)
    const id = await started(db, { perMinute: 3 })
    const step = (name: Parameters<typeof steerCampaign>[1]) =>
      db.write(() => steerCampaign(id, name, { by, at: begin }))
    await sendAll(db, minute(0))
    await step('pause')
    expect(await sendAll(db, minute(2))).toBe(0)
    await expect(step('pause')).rejects.toMatchObject({ code: 'WrongStep' })
    await step('resume')
    expect(await sendAll(db, minute(3))).toBe(3)
    await step('cancel')
    expect(await sendAll(db, minute(5))).toBe(0)
    expect(await figures(db, id)).toMatchObject({ sent: 6, cancelled: 3, waiting: 0 })
    await expect(step('resume')).rejects.toMatchObject({ code: 'WrongStep' })
  })

  test('begin at their time, and are changed only before', async () => {
    const db = await scene()
    await people(db, 1)
    const id = await planned(db, { startAt: '2026-11-20T12:00' })
    const step = (name: Parameters<typeof steerCampaign>[1]) =>
      db.write(() => steerCampaign(id, name, { by, at: begin }))
    const change = (plan: object) => db.write(() => changeCampaign(id, plan, { by, at: begin }))
    await step('start')
    await expect(change({ name: 'x' })).rejects.toMatchObject({ code: 'CampaignBegun' })
    await step('unschedule')
    await change({ name: 'Later lamps' })
    await step('start')
    expect(await sendAll(db, minute(119))).toBe(0)
    expect(await sendAll(db, minute(120))).toBe(1)
  })

  test.each([
    [{ segment: null }, /Choose the segment/],
    [{ message: {} }, /Write the message/],
    [{ message: { en: { subject: '', text: 'x' } } }, /subject in "en" is empty/],
    [{ message: { zh: { subject: 'x', text: ' ' } } }, /text in "zh" is empty/],
    [{ startAt: '2026-11-20T09:00' }, /has passed/],
  ])('do not start with %j', async (plan, message) => {
    const db = await scene()
    const id = await planned(db, plan)
    await expect(
      db.write(() => steerCampaign(id, 'start', { by, at: begin })),
    ).rejects.toMatchObject({ code: 'CampaignIncomplete', message: expect.stringMatching(message) })
  })

  test.each([
    [{ message: { en: { subject: '', text: '{nmae}' } } }, 'BadLetter'],
    [{ segment: 'none' }, 'SegmentNotFound'],
    [{ timeZone: 'Mars/Olympus' }, 'BadField'],
    [{ controlPercent: 91 }, 'BadField'],
    [{ startAt: 'tomorrow' }, 'BadField'],
    [{ channel: 'fax' as never }, 'BadField'],
  ])('refuse %j', async (plan, code) => {
    const db = await scene()
    await expect(planned(db, plan)).rejects.toMatchObject({ code })
  })

  test('let be whoever unsubscribes or is erased while they run', async () => {
    const db = await scene()
    await people(db, 3)
    const id = await started(db)
    await freezeAudience(db, id, minute(0))
    await db.write(() => insertAll('consents', consentColumns, [consentRow('P-0', 'email', false)]))
    const { receipt } = await eraseCustomer(db, 'P-1')
    expect(receipt.erased).toMatchObject({ campaign_recipients: 1 })
    expect(await sendAll(db, minute(2))).toBe(1)
    expect(addresses()).toEqual(['p2@example.com'])
    expect(await figures(db, id)).toMatchObject({ sent: 1, cancelled: 1, message: { of: 2 } })
  })

  describe('in the widget', () => {
    const widget = {
      channel: 'widget' as const,
      message: { en: { subject: '', text: 'Hello {first_name}, new lamps.' } },
    }

    test('say it in the conversation, once', async () => {
      const db = await scene()
      await people(db, 2)
      const conversation = await chat(db, 'P-0', '2026-11-01T10:00:00.000Z')
      const id = await started(db, widget)
      const other = await opened.open()
      const sent = await Promise.all([sendAll(db, minute(0)), sendAll(other, minute(0))])
      expect(sent[0] + sent[1]).toBe(1)
      const log = await readLog(db, conversation, 2)
      expect(log).toMatchObject([
        { kind: 'session-started', seq: 3 },
        {
          kind: 'bot-said',
          text: 'Hello Person, new lamps.',
          buttons: [{ title: 'No more of these', payload: '/newsletter_unsubscribe' }],
          response: `campaign/${id}`,
        },
      ])
      expect(log).toHaveLength(2)
      expect((await findCampaign(db, id))?.frozen).toMatchObject({
        message: 1,
        excluded: { 'no-address': 1 },
      })
    })

    test('do not talk into what is going on', async () => {
      const db = await scene()
      await people(db, 2)
      await chat(db, 'P-0', minute(-30).toISOString())
      const held = await chat(db, 'P-1', minute(-90).toISOString())
      const agent = { id: 'a', name: 'Mei' }
      const events = [{ kind: 'claimed', agent }] as const
      await record(db, { conversation: held, at: minute(-80).toISOString(), events })
      const id = await started(db, widget)
      expect(await sendAll(db, minute(0))).toBe(0)
      expect(await sendAll(db, minute(31))).toBe(1)
      const back = [{ kind: 'given-back', agent }] as const
      await record(db, { conversation: held, at: minute(40).toISOString(), events: back })
      expect(await sendAll(db, minute(60))).toBe(0)
      expect(await sendAll(db, minute(110))).toBe(1)
      expect((await findCampaign(db, id))?.status).toBe('done')
    })
  })

  test('a claim of a campaign that does not run is empty', async () => {
    const db = await scene()
    await people(db, 1)
    const id = await planned(db)
    const campaign = (await findCampaign(db, id))!
    expect(await db.write(() => claimDue(campaign, minute(0), 10))).toEqual({
      messages: [],
      turns: 0,
    })
  })
})
