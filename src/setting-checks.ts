/** How the values of settings are read; the description of each completes "… should be". */
import { isIP } from 'node:net'
import { z } from 'zod'

export function whole(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most)
    .describe(`a whole number from ${least} to ${most}`)
}

const retainedKinds = [
  'conversations',
  'traces',
  'tickets',
  'audit',
  'failed-proofs',
  'sessions',
  'sign-in-links',
  'erasures',
] as const

/** "conversations=730 traces=90" → { conversations: 730, traces: 90 } */
export function retention() {
  const days = new RegExp(`^(${retainedKinds.join('|')})=([1-9]\\d{0,4})$`)
  return z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every((one) => days.test(one)))
    .transform((list): Readonly<Partial<Record<(typeof retainedKinds)[number], number>>> =>
      Object.fromEntries(list.map((one) => [one.split('=')[0], Number(one.split('=')[1])])),
    )
    .describe(`such as conversations=730, of ${retainedKinds.join(', ')}, separated by blanks`)
}

export function text(most = 2_000) {
  return z.string().min(1).max(most).describe(`text of 1 to ${most} characters`)
}

export function secretText() {
  return z.string().min(32).max(512).describe('at least 32 characters that nobody can guess')
}

export function yesOrNo() {
  const yes = ['yes', 'true', '1', 'on']
  return z
    .string()
    .toLowerCase()
    .refine((word) => yes.includes(word) || ['no', 'false', '0', 'off'].includes(word))
    .transform((word) => yes.includes(word))
    .describe('yes or no')
}

function isOrigin(value: string): boolean {
  return /^https?:\/\/[^/?#@\s]+$/.test(value) && URL.canParse(value)
}

export function origin() {
  return z
    .string()
    .transform((url) => url.replace(/\/$/, ''))
    .refine(isOrigin)
    .transform((url) => new URL(url).origin)
    .describe('http:// or https:// and a host, without a path')
}

export function mailServer() {
  return z
    .string()
    .refine((url) => /^smtps?:\/\//.test(url) && URL.canParse(url))
    .describe('an address that begins with smtp:// or smtps://')
}

export function sender() {
  return z
    .string()
    .max(300)
    .regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/)
    .describe('an e-mail address, alone or as Name <address>')
}

/** Null when there are none. */
export function hours() {
  return z
    .string()
    .transform((value) => value.toLowerCase())
    .refine((value) => value === 'no' || isSpan(value))
    .transform((value) => {
      const [from = '', until = ''] = value.split('-')
      return value === 'no' ? null : { from, until }
    })
    .describe('no, or two different times such as 21:00-08:00')
}

function isSpan(value: string): boolean {
  const [, from, until] =
    /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value) ?? []
  return from !== undefined && from !== until
}

export function webAddress() {
  return z
    .string()
    .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url))
    .describe('an address that begins with http:// or https://')
}

export function origins() {
  return z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .transform((list) => list.map((one) => one.replace(/\/$/, '')))
    .refine((list) => list.every((one) => one === '*' || isOrigin(one)))
    .transform((list) => list.map((one) => (one === '*' ? one : new URL(one).origin)))
    .describe('origins such as https://shop.example.com, separated by commas, or *')
}

/** Express's own words for `trust proxy`: false, a number of hops, or a list of networks. */
export function proxies() {
  return z
    .string()
    .toLowerCase()
    .transform((value): false | number | string[] => {
      if (['no', 'false', '0', 'off'].includes(value)) return false
      return /^\d{1,2}$/.test(value) ? Number(value) : value.split(/[\s,]+/).filter(Boolean)
    })
    .refine((read) => !Array.isArray(read) || read.every(isNetwork))
    .describe('no, a number of proxies, or IP addresses and networks separated by commas')
}

function isNetwork(value: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
