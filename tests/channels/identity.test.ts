import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { identitySchema, identityText, proveIdentity } from '../../src/channels/identity.ts'

const secret = 'the identity secret of these tests'
const now = 1_800_000_000_000
const soon = now / 1000 + 600
const ada = { id: 'C-17', email: 'ada@example.com', name: 'Ada' }

const sign = (of: Parameters<typeof identityText>[0], key = secret) =>
  createHmac('sha256', key).update(identityText(of)).digest('hex')
const signed = { ...ada, expires: soon, hmac: sign({ ...ada, expires: soon }) }

const prove = async (given: unknown, rules: object = {}) =>
  proveIdentity(identitySchema.parse(given), { secret, ...rules }, now)

const jwt = (claims: object, options: { alg?: string; key?: string } = {}) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: options.alg ?? 'HS256' })
    .sign(new TextEncoder().encode(options.key ?? secret))

describe('an identity by HMAC', () => {
  test('the text that is signed is what the documentation says', () => {
    expect(identityText({ ...ada, expires: 1_767_225_600 })).toBe(
      'parley-identity-v1\n1767225600\nC-17\nada@example.com\nAda',
    )
    expect(identityText({ id: 'C-17', expires: 1 })).toBe('parley-identity-v1\n1\nC-17\n\n')
  })

  test('is proven', async () => {
    expect(await prove(signed)).toEqual(ada)
    const alone = { id: 'C-17', expires: soon }
    expect(await prove({ ...alone, hmac: sign(alone) })).toEqual({ id: 'C-17' })
  })

  const past = { ...ada, expires: now / 1000 - 1 }
  const far = { ...ada, expires: now / 1000 + 8 * 86_400 }
  test.each<[string, object]>([
    ['no signature', { ...signed, hmac: undefined }],
    ['a wrong one', { ...signed, hmac: '0'.repeat(64) }],
    ['one by another secret', { ...signed, hmac: sign(signed, 'another') }],
    ["another customer's", { ...signed, id: 'C-18' }],
    ['another e-mail', { ...signed, email: 'eve@example.com' }],
    ['an e-mail left out', { ...signed, email: undefined }],
    ['a later expiry', { ...signed, expires: soon + 1 }],
    ['a cut one', { ...signed, hmac: signed.hmac.slice(0, 63) }],
    ['one in capitals', { ...signed, hmac: signed.hmac.toUpperCase() }],
    ['a list', { ...signed, hmac: [signed.hmac] }],
    ['an object', { ...signed, hmac: { $ne: 1 } }],
    ['an id that is a number', { ...signed, id: 17 }],
    ['a line end in the id', { ...signed, id: 'C-17\nada@example.com' }],
    ['an expiry that is text', { ...signed, expires: String(soon) }],
    ['an expiry with a fraction', { ...signed, expires: soon + 0.5 }],
    ['replay after expiry', { ...past, hmac: sign(past) }],
    ['valid for too long', { ...far, hmac: sign(far) }],
    ['nothing', {}],
  ])('%s is refused', async (_name, given) => {
    await expect(prove(given)).rejects.toThrow()
  })
})

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('an identity by JWT', () => {
  const good = { sub: 'C-17', email: 'ada@example.com', name: 'Ada', exp: soon }

  test('is proven', async () => {
    expect(await prove({ jwt: await jwt(good) })).toEqual(ada)
    const rules = { issuer: 'shop', audience: 'parley' }
    const token = await jwt({ ...good, iss: 'shop', aud: 'parley' })
    expect(await prove({ jwt: token }, rules)).toEqual(ada)
  })

  test.each<[string, () => Promise<string>, object?]>([
    ['another secret', () => jwt(good, { key: 'another' })],
    ['no expiry', () => jwt({ ...good, exp: undefined })],
    ['expired', () => jwt({ ...good, exp: now / 1000 - 1 })],
    ['valid for too long', () => jwt({ ...good, exp: now / 1000 + 8 * 86_400 })],
    ['not yet valid', () => jwt({ ...good, nbf: soon })],
    ['no subject', () => jwt({ ...good, sub: undefined })],
    ['a subject that is a number', () => jwt({ ...good, sub: 17 })],
    ['alg none', async () => `${part({ alg: 'none' })}.${part(good)}.`],
    ['HS512', () => jwt(good, { alg: 'HS512', key: secret.repeat(3) })],
    ['a wrong issuer', () => jwt({ ...good, iss: 'eve' }), { issuer: 'shop' }],
    ['no audience', () => jwt(good), { audience: 'parley' }],
    ['huge', async () => `${'a'.repeat(5_000)}.b.c`],
    ['a JWE', async () => 'a.b.c.d.e'],
  ])('%s is refused', async (_name, make, rules) => {
    await expect(prove({ jwt: await make() }, rules)).rejects.toThrow()
  })
})
