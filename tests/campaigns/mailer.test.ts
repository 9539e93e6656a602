import { afterEach, expect, test } from 'vitest'
import { readLink } from '../../src/campaigns/links.ts'
import { openMailer } from '../../src/campaigns/mailer.ts'
import { type MailSettings, writeMail } from '../../src/campaigns/write-mail.ts'
import { startSmtp, type TestSmtp } from './smtp-server.ts'

const settings: MailSettings = {
  publicUrl: 'https://chat.example.com',
  secret: 'a secret of the tests',
  from: 'Harbour & Pine <news@example.com>',
  tracksOpens: false,
}
const letter = {
  subject: 'New lamps 新灯',
  text: 'Dear <Anna>,\nsee https://shop.example.com/lamps?a=1&b=2.\nGoodbye',
}
const to = { id: 'a'.repeat(32), email: 'anna.berg@example.com', language: 'en' }
const mail = writeMail(letter, to, settings)

test('a letter leads its addresses by way of signed ones, and can be left in one click', () => {
  expect(mail.messageId).toBe(`<${to.id}@example.com>`)
  expect(mail.text).not.toContain('shop.example.com')
  const [first, leave] = [...mail.text.matchAll(/https:\/\/chat\.example\.com\/m\/(\S+)/g)].map(
    ([, token]) => readLink(token!.replace(/\.$/, ''), settings.secret),
  )
  expect(first).toEqual({ recipient: to.id, to: 0 })
  expect(leave).toEqual({ recipient: to.id, to: 'unsubscribe' })
  expect(mail.headers).toMatchObject({
    'List-Unsubscribe': expect.stringMatching(/^<https:\/\/chat\.example\.com\/m\/[\w.-]+>$/),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(mail.html).toContain('Dear &#60;Anna&#62;,')
  expect(mail.html).not.toContain('<img')
  expect(mail.html).not.toContain('<Anna>')
})

test('opening it is noticed only where that is switched on', () => {
  const tracked = writeMail(letter, to, { ...settings, tracksOpens: true })
  const pixel = /<img src="https:\/\/chat\.example\.com\/m\/([\w.-]+)"/.exec(tracked.html)
  expect(readLink(pixel?.[1] ?? '', settings.secret)).toEqual({ recipient: to.id, to: 'open' })
})

test('to a Chinese reader its foot is Chinese', () => {
  expect(writeMail(letter, { ...to, language: 'zh' }, settings).text).toContain('退订: https://')
})

let smtp: TestSmtp | undefined
afterEach(async () => {
  await smtp?.close()
  smtp = undefined
})

async function send(options: Parameters<typeof startSmtp>[0] = {}) {
  smtp = await startSmtp(options)
  const mailer = openMailer(smtp.url, settings.from)
  try {
    return await mailer.send(mail)
  } finally {
    mailer.close()
  }
}

test('a server gets it with its headers', async () => {
  expect(await send()).toEqual({ outcome: 'sent' })
  const [{ to: address, raw } = { to: '', raw: '' }] = smtp?.received ?? []
  expect(address).toBe(to.email)
  const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n\s+/g, ' ')
  expect(headers).toMatch(/^From: "?Harbour & Pine"? <news@example\.com>$/m)
  expect(headers).toMatch(/^To: anna\.berg@example\.com$/m)
  expect(headers).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(headers).toContain(`Message-ID: ${mail.messageId}`)
  expect(headers).toMatch(/^List-Unsubscribe: <https:\/\/chat\.example\.com\/m\/\S+>$/m)
  expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
})

test.each([
  ['an address that is unknown', { rcpt: () => 550 }, 'refused'],
  ['an address that is busy', { rcpt: () => 450 }, 'later'],
  ['a letter that is not wanted', { answer: () => 554 }, 'refused'],
  ['a letter that is to come later', { answer: () => 451 }, 'later'],
  ['a service that closes', { answer: () => 421 }, 'away'],
])('%s', async (_what, options, outcome) => {
  expect(await send(options)).toMatchObject({ outcome })
})

test('a server that is not there is away', async () => {
  const gone = await startSmtp()
  await gone.close()
  const mailer = openMailer(gone.url, settings.from)
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'away' })
  mailer.close()
})

test('what is no address is refused before anything is sent', async () => {
  smtp = await startSmtp()
  const mailer = openMailer(smtp.url, settings.from)
  const nobody = { ...mail, to: 'not an address\r\nBcc: all@example.com' }
  expect(await mailer.send(nobody)).toMatchObject({ outcome: 'refused' })
  expect(smtp.received).toEqual([])
  mailer.close()
})
