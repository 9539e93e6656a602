import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createTokens } from '../../src/channels/direct-line-tokens.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { conversation: 'c', user: 'dl_1', origins: ['https://shop.test'], isVisitor: true }
const soon = Math.floor(Date.now() / 1000) + 1_000

describe('tokens', () => {
  const tokens = createTokens('secret one')

  test('say again what they were issued for', async () => {
    const token = await tokens.issue(claims, 'conversation', 60)
    expect(await tokens.verify(token, 'conversation')).toEqual(claims)
  })

  test('name the user where the stock client looks', async () => {
    const token = await tokens.issue(claims, 'conversation', 60)
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(payload).toMatchObject({ user: 'dl_1', conv: 'c' })
  })

  test('expire, also when they were verified before', async () => {
    let now = Date.now()
    const clocked = createTokens('secret one', () => now)
    const token = await clocked.issue(claims, 'conversation', 60)
    await clocked.verify(token, 'conversation')
    now += 61_000
    const refusal = expect.objectContaining({ code: 'TokenExpired', kind: 'not-allowed' })
    await expect(clocked.verify(token, 'conversation')).rejects.toEqual(refusal)
    await expect(
      createTokens('secret one', () => now).verify(token, 'conversation'),
    ).rejects.toEqual(refusal)
  })

  test('a stream token opens a stream only', async () => {
    const token = await tokens.issue(claims, 'stream', 60)
    await expect(tokens.verify(token, 'conversation')).rejects.toThrow('not one that is valid')
    expect(await tokens.verify(token, 'stream', 'conversation')).toEqual(claims)
  })

  const payload = { conv: 'c', use: 'conversation', exp: soon }
  const hs = (alg: string, body: object, key: string) => {
    const text = `${part({ alg, typ: 'JWT' })}.${part(body)}`
    return `${text}.${createHmac(alg === 'HS512' ? 'sha512' : 'sha256', key)
      .update(text)
      .digest('base64url')}`
  }

  test.each<[string, string]>([
    ['nothing', ''],
    ['garbage', 'a.b.c'],
    ['alg none', `${part({ alg: 'none' })}.${part(payload)}.`],
    ['alg none in capitals', `${part({ alg: 'NONE' })}.${part(payload)}.`],
    ['another key', hs('HS256', payload, 'secret two')],
    ['the bare secret as key', hs('HS256', payload, 'secret one')],
    ['HS512', hs('HS512', payload, 'secret one')],
    ['far too long', `${'a'.repeat(5_000)}.b.c`],
    ['a JWE', 'a.b.c.d.e'],
  ])('%s is no token', async (_name, token) => {
    await expect(tokens.verify(token, 'conversation')).rejects.toEqual(
      expect.objectContaining({ code: 'BadToken' }),
    )
  })

  test('a changed or cut one is no token', async () => {
    const token = await tokens.issue(claims, 'conversation', 60)
    const [head = '', , tail = ''] = token.split('.')
    const other = part({ ...payload, conv: 'other' })
    for (const bad of [`${head}.${other}.${tail}`, token.slice(0, -2), `${head}.${other}.`]) {
      await expect(tokens.verify(bad, 'conversation')).rejects.toThrow('not one that is valid')
    }
  })
})
