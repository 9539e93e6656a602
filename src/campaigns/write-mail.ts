import type { Letter } from '../crm/campaigns/letter.ts'
import { findAddresses } from './find-addresses.ts'
import { signLink, type Link } from './links.ts'

export type Mail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

export type MailSettings = {
  /** How customers reach the server, without a path. */
  readonly publicUrl: string
  readonly secret: string
  /** `Harbour & Pine <news@example.com>` or the address alone. */
  readonly from: string
  readonly tracksOpens: boolean
}

export type MailTo = {
  /** The recipient's row: the same one gets the same Message-ID, however often it is sent. */
  readonly id: string
  readonly email: string
  readonly language: string
}

/**
 * A filled letter as an e-mail: plain and as HTML, every address led by way of a signed one of ours,
 * and with the headers of RFC 8058, by which a mail program unsubscribes in one click.
 */
export function writeMail(letter: Letter, to: MailTo, settings: MailSettings): Mail {
  const { publicUrl, secret, from, tracksOpens } = settings
  const linkTo = (what: Link['to']) =>
    `${publicUrl}/m/${signLink({ recipient: to.id, to: what }, secret)}`
  const leave = linkTo('unsubscribe')
  const words = to.language.startsWith('zh') ? chinese : english
  let number = 0
  const pieces = findAddresses(letter.text).map(({ text, isAddress }) =>
    isAddress ? { text, link: linkTo(number++) } : { text, link: null },
  )
  const html = pieces
    .map(({ text, link }) =>
      link ? `<a href="${escape(link)}">${escape(text)}</a>` : escape(text),
    )
    .join('')
  const pixel = tracksOpens
    ? `<img src="${escape(linkTo('open'))}" alt="" width="1" height="1">`
    : ''
  return {
    messageId: `<${to.id}@${domainOf(from)}>`,
    to: to.email,
    subject: letter.subject,
    text: `${pieces.map(({ text, link }) => link ?? text).join('')}\n\n-- \n${words.why} ${words.leave}: ${leave}\n`,
    html: `<!doctype html><html lang="${escape(to.language)}"><meta charset="utf-8"><body><div style="white-space:pre-wrap">${html}</div><hr><p><small>${words.why} <a href="${escape(leave)}">${words.leave}</a></small></p>${pixel}</body></html>`,
    headers: {
      'List-Unsubscribe': `<${leave}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      'Content-Language': to.language,
    },
  }
}

const english = { why: 'You get this mail because you agreed to it.', leave: 'Unsubscribe' }
const chinese = { why: '您收到此邮件，是因为您曾同意接收。', leave: '退订' }

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
