import { composeIBAN } from 'ibantools'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { stdnum } from 'stdnum'
import { passesLuhn } from '../../src/masking/find-cards.ts'
import type { Finding } from '../../src/masking/finding.ts'

/** A made-up number, address or key, as someone might write it, in a sentence. */
export type Canary = {
  readonly kind: Finding['kind']
  readonly texts: readonly string[]
  /** Where it lies in `texts.join('\n')`. */
  readonly start: number
  readonly end: number
}

type Random = () => number

/** One canary of each kind in turn, without end, always the same for a seed's generator. */
export function* canaries(random: Random): Generator<Canary, never> {
  const kinds = Object.keys(makers) as Finding['kind'][]
  for (let i = 0; ; i++) {
    const kind = kinds[i % kinds.length]!
    const written = dress(makers[kind](random), kind, random)
    const [before, after] = pick(sentences[kind], random)
    const [first = '', second] = written.split('|')
    const texts = second ? [before + first, second + after] : [before + first + after]
    const end = second ? texts[0]!.length + 1 + second.length : before.length + first.length
    yield { kind, texts, start: before.length, end }
  }
}

/** Numbers of a shop's and its carriers' own, which are to stay readable. */
export function orderNumber(random: Random): string {
  return pick<() => string>(
    [
      () => `where is HP-${digits(5, random)}?`,
      () => `order ${digits(16, random)} has not come`,
      () => `订单号${digits(18, random)}还没到`,
      () => `my order number is ${digits(10, random)}`,
      () => `运单 ${digits(15, random)} 到哪了`,
      () => `#${digits(12, random)} please`,
      () => `tracking JD${digits(12, random)}`,
      () => `快递单号：${digits(13, random)}`,
    ],
    random,
  )()
}

const makers: Readonly<Record<Finding['kind'], (random: Random) => string>> = {
  card: (random) => {
    const [prefix, length] = pick(
      [['4', 16], ['51', 16], ['55', 16], ['2720', 16], ['34', 15], ['37', 15], ['6011', 16],
       ['62', 16], ['622', 19], ['36', 14], ['3530', 16]] as const, // prettier-ignore
      random,
    )
    const body = prefix + digits(length - prefix.length - 1, random)
    return completed(body, '0123456789', passesLuhn)
  },
  iban: (random) => {
    const [countryCode, letters, count] = pick(
      [['DE', 0, 18], ['GB', 4, 14], ['NL', 4, 10], ['AT', 0, 16], ['CH', 0, 17], ['IE', 4, 14]] as const, // prettier-ignore
      random,
    )
    for (;;) {
      const bban = some('ABCDEFGHIJKLMNOPQRSTUVWXYZ', letters, random) + digits(count, random)
      const iban = composeIBAN({ countryCode, bban })
      if (iban) return iban
    }
  },
  'national-id': (random) => pick(nationalIds, random)(random),
  phone: (random) => {
    for (;;) {
      const [country, pattern] = pick(phones, random)
      const number = pattern.replaceAll('x', () => digits(1, random))
      const parsed = parsePhoneNumberFromString(number, country)
      if (!parsed?.isValid()) continue
      return random() < 0.5 ? parsed.formatInternational() : parsed.formatNational()
    }
  },
  email: (random) => {
    const name = some('abcdefghijklmnopqrstuvwxyz', 5, random) + pick(['', '.', '_', '+'], random)
    return `${name}${some('abcdef0123456789', 4, random)}@${pick(hosts, random)}`
  },
  key: (random) => {
    const word = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
    return pick<() => string>(
      [
        () => `sk_live_${some(word, 24, random)}`,
        () => `AKIA${some('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16, random)}`,
        () => `ghp_${some(word, 36, random)}`,
        () => `eyJ${some(word, 30, random)}.${some(word, 40, random)}.${some(word, 43, random)}`,
      ],
      random,
    )()
  },
}

const nationalIds: readonly ((random: Random) => string)[] = [
  (random) => {
    const region = pick(['110105', '310101', '440305', '510107', '330106'], random)
    const body = region + birthday(random) + digits(3, random)
    return completed(body, '0123456789X', (id) => stdnum.CN!.ric!.validate(id).isValid)
  },
  (random) => {
    for (;;) {
      const ssn = `${digits(3, random)}-${digits(2, random)}-${digits(4, random)}`
      if (stdnum.US!.ssn!.validate(ssn).isValid) return ssn
    }
  },
  (random) =>
    completed(
      digits(8, random),
      'TRWAGMYFPDXBNJZSQVHLCKE',
      (id) => stdnum.ES!.dni!.validate(id).isValid,
    ),
  (random) => `AB ${digits(2, random)} ${digits(2, random)} ${digits(2, random)} C`,
  (random) => {
    const body = `2${birthday(random).slice(2, 6)}75${digits(6, random)}`
    return body + String(97 - Number(BigInt(body) % 97n)).padStart(2, '0')
  },
]

const phones: readonly (readonly [CountryCode, string])[] = [
  ['CN', '138xxxxxxxx'],
  ['CN', '186xxxxxxxx'],
  ['CN', '010 6xxx xxxx'],
  ['US', '(212) 7xx-xxxx'],
  ['GB', '07912 xxxxxx'],
  ['GB', '020 7946 xxxx'],
  ['DE', '030 90xxxx'],
  ['FR', '06 12 xx xx xx'],
]

const hosts = ['example.com', 'mail.example.org', 'shop.example.cn', 'example.co.uk']

const sentences: Readonly<Record<Finding['kind'], readonly (readonly [string, string])[]>> = {
  card: [
    ['my card is ', ' please charge it'],
    ['', ''],
    ['银行卡', '，谢谢'],
    ['please use ', ', it expires 12/27'],
    ['卡号：', ''],
  ],
  iban: [
    ['refund to ', ' please'],
    ['退款到 ', '，谢谢'],
    ['', ''],
  ],
  'national-id': [
    ['my id is ', ', do you need it?'],
    ['身份证号 ', '，可以吗'],
    ['ID number: ', ''],
  ],
  phone: [
    ['call me at ', ' after six'],
    ['电话', '，谢谢'],
    ['my phone: ', ''],
    ['', ''],
  ],
  email: [
    ['write to ', ' please'],
    ['邮箱是', '，谢谢'],
    ['', ''],
  ],
  key: [
    ['the key is ', ' and it fails'],
    ['密钥 ', ' 不能用'],
  ],
}

/** As people write: in groups, full width, with invisible characters, over two messages (|). */
function dress(plain: string, kind: Finding['kind'], random: Random): string {
  const groups = () => plain.replace(/(.{4})(?=.)/g, '$1 ')
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  const ways: Readonly<Record<Finding['kind'], readonly (() => string)[]>> = {
    card: [
      groups,
      () => groups().replaceAll(' ', '-'),
      () => wide(plain),
      () => plain.split('').join(' '),
      () => `${plain.slice(0, 8)}|${plain.slice(8)}`,
      () => plain.replace(/(.{6})/, '$1\u200b'),
    ],
    iban: [groups, () => wide(plain)],
    'national-id': [() => wide(plain)],
    phone: [() => wide(plain), () => plain.replace(/\s+/g, ' ')],
    email: [() => plain.replace('@', ' @ '), () => wide(plain), () => plain.replace('@', '(at)')],
    key: [],
  }
  return pick([() => plain, ...ways[kind]], random)()
}

function completed(body: string, ends: string, holds: (whole: string) => boolean): string {
  const end = ends.split('').find((character) => holds(body + character))
  if (end === undefined) throw new Error(`No check digit fits ${body}.`)
  return body + end
}

function birthday(random: Random): string {
  const day = new Date(Date.UTC(1950, 0, 1) + Math.floor(random() * 20_000) * 86_400_000)
  return day.toISOString().slice(0, 10).replaceAll('-', '')
}

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!

const some = (characters: string, count: number, random: Random): string =>
  Array.from({ length: count }, () => pick(characters.split(''), random)).join('')

const digits = (count: number, random: Random): string =>
  String(1 + Math.floor(random() * 9)) + some('0123456789', count - 1, random)
