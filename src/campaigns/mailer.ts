import { createTransport } from 'nodemailer'
import type { Mail } from './write-mail.ts'

/**
 * `sent`: the server has taken it upon itself. `refused`: this one will never go. `later`: it may go
 * another time. `away`: no letter goes at this moment, whoever it is for.
 */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'away'; readonly why: string }

export type Mailer = {
  readonly send: (mail: Mail) => Promise<Delivery>
  readonly close: () => void
}

const TIMEOUT_MS = 30_000

/** Sends by the SMTP server that a `smtp://` or `smtps://` URL names; connections are kept. */
export function openMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A letter is made of text: nothing in it may read files or call servers.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, headers, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          from,
          to: { name: '', address: to },
          headers: { ...headers },
        })
        return { outcome: 'sent' }
      } catch (error) {
        return { outcome: outcomeOf(error), why: whyOf(error) }
      }
    },
    close: () => transport.close(),
  }
}

/** By the code of RFC 5321: 5xx is for ever, 4xx for now; without one the server was not reached. */
function outcomeOf(error: unknown): 'refused' | 'later' | 'away' {
  const { responseCode: status, code } = error as { responseCode?: number; code?: string }
  if (code === 'EAUTH' || code === 'ECONNECTION' || code === 'ETLS' || code === 'EDNS')
    return 'away'
  // 421: the whole service closes.
  if (status === 421) return 'away'
  if (status !== undefined) return status >= 500 ? 'refused' : 'later'
  return code === 'EENVELOPE' ? 'refused' : 'away'
}

function whyOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string }
  return (response ?? message ?? String(error)).slice(0, 300)
}
