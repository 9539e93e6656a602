import type { Campaign } from '../crm/campaigns/campaign.ts'
import { campaignsAtWork } from '../crm/campaigns/campaigns.ts'
import { claimDue, type DueMessage } from '../crm/campaigns/claim-due.ts'
import { freezeAudience } from '../crm/campaigns/freeze-audience.ts'
import { fillLetter } from '../crm/campaigns/letter.ts'
import {
  endWhenDone,
  noteFailed,
  noteLater,
  noteSent,
  noteTrouble,
  restUntil,
} from '../crm/campaigns/note-delivery.ts'
import { sayInWidget } from '../crm/campaigns/say-in-widget.ts'
import type { Database } from '../crm/database.ts'
import type { Mailer } from './mailer.ts'
import { quietUntil, type QuietHours } from './quiet-hours.ts'
import { MOST_ATTEMPTS, retryAfterMs } from './retry-after.ts'
import { writeMail, type MailSettings } from './write-mail.ts'

export type SendParts = {
  readonly db: Database
  /** Null without a mail server: letters wait. */
  readonly mailer: Mailer | null
  /** Null without an address of the server's own, which the links in a letter lead to. */
  readonly mail: MailSettings | null
  readonly quiet: QuietHours | null
  readonly now?: () => Date
}

/** So many are claimed at once; the claim holds until the slowest of them is told. */
const HANDFUL = 10
/** After so many somebody else has a turn. */
const MOST_HANDFULS = 20
const REST_MS = 60_000
const SOON_MS = 10 * 60_000

type Outcome = 'sent' | 'away' | 'other'

/**
 * Takes every campaign on by what is due: finds the audience of one that begins, sends of one that
 * runs, ends one that is through. Resolves to how many messages were sent.
 */
export async function sendDue(parts: SendParts): Promise<number> {
  const { db, now = () => new Date() } = parts
  let sent = 0
  for (const campaign of await campaignsAtWork(db, now().toISOString())) {
    if (campaign.status !== 'running') {
      await freezeAudience(db, campaign.id, now())
      continue
    }
    const why = whyNotNow(campaign, parts, now())
    if (why !== null) {
      await db.write(() => noteTrouble(campaign.id, why))
      continue
    }
    for (let handful = 1; handful <= MOST_HANDFULS; handful++) {
      const { outcomes, turns } = await sendHandful(campaign, parts, now())
      sent += outcomes.filter((outcome) => outcome === 'sent').length
      if (outcomes.includes('away') || turns < HANDFUL) break
    }
    await db.write(() => endWhenDone(campaign.id, now().toISOString()))
  }
  return sent
}

function whyNotNow({ channel, timeZone }: Campaign, parts: SendParts, now: Date): string | null {
  const until = quietUntil(parts.quiet, now, timeZone)
  if (until) return `QuietHours ${until.toISOString()}`
  if (channel !== 'email') return null
  if (!parts.mailer) return 'NoMailServer'
  return parts.mail ? null : 'NoPublicUrl'
}

async function sendHandful(campaign: Campaign, parts: SendParts, now: Date) {
  const { db } = parts
  const { messages, turns } = await db.write(() => claimDue(campaign, now, HANDFUL))
  const deliver = campaign.channel === 'email' ? mailTo : sayTo
  const outcomes = await Promise.all(
    messages.map((message) => deliver(message, campaign, parts, now)),
  )
  // What held it up is over as soon as one goes.
  if (outcomes.includes('sent')) await db.write(() => noteTrouble(campaign.id, null))
  return { outcomes, turns }
}

async function mailTo(
  message: DueMessage,
  campaign: Campaign,
  { db, mailer, mail: settings }: SendParts,
  now: Date,
): Promise<Outcome> {
  const letter = campaign.message[message.language]
  if (!letter || !mailer || !settings) return 'other'
  const mail = writeMail(fillLetter(letter, message), message, settings)
  const delivery = await mailer.send(mail)
  const { id, attempts } = message
  if (delivery.outcome === 'sent') {
    await db.write(() => noteSent(id))
    return 'sent'
  }
  const { outcome, why } = delivery
  const isAway = outcome === 'away'
  await db.write(function* () {
    if (outcome === 'refused' || (!isAway && attempts >= MOST_ATTEMPTS)) {
      return yield* noteFailed(id, why)
    }
    // That nobody answers at all is no fault of this letter: it does not use up its attempts.
    const nextAt = later(now, isAway ? REST_MS : retryAfterMs(attempts))
    yield* noteLater(id, { nextAt, why, counts: !isAway })
    if (!isAway) return
    yield* noteTrouble(campaign.id, `MailServerAway ${why}`)
    yield* restUntil(campaign.id, later(now, REST_MS))
  })
  return isAway ? 'away' : 'other'
}

async function sayTo(
  message: DueMessage,
  campaign: Campaign,
  { db }: SendParts,
  now: Date,
): Promise<Outcome> {
  const letter = campaign.message[message.language]
  if (!letter || message.conversation === null) return 'other'
  const said = {
    recipient: message.id,
    campaign: campaign.id,
    conversation: message.conversation,
    text: fillLetter(letter, message).text,
    button: {
      title: noMore[message.language] ?? 'No more of these',
      payload: '/newsletter_unsubscribe',
    },
  }
  if (await sayInWidget(db, said, now)) return 'sent'
  const nextAt = later(now, SOON_MS)
  await db.write(() => noteLater(message.id, { nextAt, why: 'Busy', counts: false }))
  return 'other'
}

const noMore: Readonly<Record<string, string>> = { en: 'No more of these', zh: '不再接收' }

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()
