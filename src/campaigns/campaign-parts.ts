import type { SendParts } from './send-due.ts'
import { openMailer } from './mailer.ts'
import type { QuietHours } from './quiet-hours.ts'

/** What the settings say of sending: without a server, a sender or an address, no letter goes. */
export function campaignParts(
  settings: {
    readonly SMTP_URL?: string | undefined
    readonly MAIL_FROM?: string | undefined
    readonly PUBLIC_URL?: string | undefined
    readonly TRACK_OPENS: boolean
    readonly QUIET_HOURS: QuietHours | null
  },
  secret: string,
): Pick<SendParts, 'mailer' | 'mail' | 'quiet'> {
  const {
    SMTP_URL: url,
    MAIL_FROM: from,
    PUBLIC_URL: publicUrl,
    TRACK_OPENS: tracksOpens,
  } = settings
  return {
    mailer: url && from ? openMailer(url, from) : null,
    mail: from && publicUrl ? { publicUrl, secret, from, tracksOpens } : null,
    quiet: settings.QUIET_HOURS,
  }
}
