import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setAgent, findAgentByEmail, listAgents } from '../../src/crm/agents.ts'
import { makeSignInLink } from '../../src/crm/sign-in-links.ts'
import { createBackOff } from '../../src/server/sign-in-back-off.ts'
import { firstSignInLink } from '../../src/server/sign-in-link.ts'
import type { Me } from '../../src/server/wire.ts'
import { ask, client, hire, ours, password, signIn, testing } from './desk-client.ts'
import { serve, type Served } from './serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(() => served.close())

const post = (path: string, body: unknown, headers: Record<string, string> = ours(served.url)) =>
  ask(served.url, 'POST', `/api/desk${path}`, headers, body)
const tokenOf = (link: string | null) => link?.split('#welcome=')[1] ?? ''
const person = { name: 'Ada Weiss', email: 'ada.weiss@example.com', password }

describe('the first start', () => {
  test('makes one administrator by a link, and never a second by any other', async () => {
    const old = tokenOf(await firstSignInLink(served.db, served.url))
    const link = await firstSignInLink(served.db, served.url)
    const token = tokenOf(link)
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk\/#welcome=[\w-]{43}$/)
    const other = (await makeSignInLink(served.db, 'first-admin')).token
    const answers = await Promise.all(
      [other, other, token, old].map((one, n) =>
        post('/link/use', { token: one, ...person, email: `a${n}@example.com` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const agents = await listAgents(served.db)
    expect(agents.map(({ role }) => role)).toEqual(['admin'])
    expect(await firstSignInLink(served.db, served.url)).toBe(null)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a short password', { password: 'short' }, 'password'],
    ['no e-mail address', { email: 'nobody' }, 'email'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a token that is an object', { token: { $ne: '' } }, 'token'],
    ['a role of one’s own choice', { role: 'admin' }, 'role'],
  ])('%s is refused by the name of the field', async (_name, wrong, field) => {
    const { token } = await makeSignInLink(served.db, 'first-admin')
    const answer = await post('/link/use', { token, ...person, ...wrong })
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'BadArgument' } }])
    expect(answer.text).toContain(field)
  })
})

describe('signing in', () => {
  test('sets a cookie that no script reads and no other site sends', async () => {
    await hire(served, 'Cookie Agent')
    const email = 'cookie.agent@example.com'
    const local = await post('/sign-in', { email, password })
    expect(local.cookie).toMatch(
      /^parley=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    )
    const host = new URL(served.url).host
    const tls = await post('/sign-in', { email, password }, { ...ours(`https://${host}`) })
    expect(tls.cookie).toMatch(/^__Host-parley=.*; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/)
    expect(tls.cookie).not.toContain('Domain')
  })

  test('every sign-in is a new session, whatever cookie came along', async () => {
    await hire(served, 'Fixed Agent')
    const planted = `parley=${'x'.repeat(43)}`
    const email = 'fixed.agent@example.com'
    const answer = await post(
      '/sign-in',
      { email, password },
      { ...ours(served.url), cookie: planted },
    )
    expect(client(served.url, answer).cookie).not.toBe(planted)
  })

  test('a wrong password, an unknown address, a guest and a disabled agent get one answer', async () => {
    await hire(served, 'Known Agent')
    const gone = await hire(served, 'Gone Agent')
    await served.db.write(() => setAgent(gone.id, { isDisabled: true }, testing))
    const answers = await Promise.all([
      post('/sign-in', { email: 'known.agent@example.com', password: 'wrong' }),
      post('/sign-in', { email: 'no.such.agent@example.com', password }),
      post('/sign-in', { email: 'gone.agent@example.com', password }),
    ])
    const bodies = answers.map(({ status, text, cookie }) => [status, text, cookie])
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    expect(bodies[0]).toEqual([403, expect.stringContaining('WrongEmailOrPassword'), null])
  })

  test('guessing has to wait, and says for how long', async () => {
    await hire(served, 'Target Agent')
    const email = 'target.agent@example.com'
    const statuses = []
    for (let n = 0; n < 8; n++) {
      statuses.push((await post('/sign-in', { email, password: `guess ${n}` })).status)
    }
    expect(statuses.slice(0, 5)).toEqual([403, 403, 403, 403, 403])
    expect(statuses.at(-1)).toBe(429)
    const answer = await post('/sign-in', { email, password })
    expect([answer.status, answer.body]).toMatchObject([
      429,
      { error: { code: 'TooMany', retryAfter: expect.any(Number) } },
    ])
  })
})

describe('the back-off', () => {
  const ip = (n: number) => `10.0.${n >> 8}.${n & 255}`
  const triesUntilStopped = (attempt: (n: number) => void, most = 200) => {
    for (let n = 0; n < most; n++) {
      try {
        attempt(n)
      } catch {
        return n
      }
    }
    return most
  }

  test('doubles the wait of one place at one account, up to 15 minutes', () => {
    let now = 0
    const backOff = createBackOff(() => now)
    const waits = []
    for (let n = 0; n < 20; n++) {
      const asked = now
      for (;;) {
        try {
          backOff.tries('a@example.com', ip(1))
          break
        } catch {
          now += 1_000
        }
      }
      waits.push((now - asked) / 1_000)
    }
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8])
    expect(Math.max(...waits)).toBe(900)
  })

  test('stops a place that tries many accounts, and a /64 is one place', () => {
    const v4 = createBackOff(() => 0)
    expect(triesUntilStopped((n) => v4.tries(`a${n}@example.com`, ip(1)))).toBe(20)
    const v6 = createBackOff(() => 0)
    expect(triesUntilStopped((n) => v6.tries(`a${n}@example.com`, `2001:db8::${n}`))).toBe(20)
  })

  test('slows many places at one account without locking its owner out for long', () => {
    let now = 0
    const backOff = createBackOff(() => now)
    expect(triesUntilStopped((n) => backOff.tries('a@example.com', ip(n)))).toBe(30)
    now += 31_000
    expect(() => backOff.tries('a@example.com', ip(999))).not.toThrow()
  })

  test('forgets what was right', () => {
    const backOff = createBackOff(() => 0)
    for (let n = 0; n < 100; n++) {
      backOff.tries('a@example.com', ip(1))
      backOff.succeeds('a@example.com', ip(1))
    }
  })
})

describe('sessions', () => {
  test('end at this browser, or everywhere', async () => {
    await hire(served, 'Leaving Agent')
    const here = await signIn(served, 'leaving.agent@example.com')
    const there = await signIn(served, 'leaving.agent@example.com')
    const third = await signIn(served, 'leaving.agent@example.com')
    await here.post('/sign-out')
    expect((await here.get('/me')).status).toBe(401)
    expect((await there.get('/me')).status).toBe(200)
    await there.post('/sign-out-everywhere')
    expect((await third.get('/me')).status).toBe(401)
  })

  test('a new password ends all others, and the old one no longer works', async () => {
    await hire(served, 'Careful Agent')
    const email = 'careful.agent@example.com'
    const here = await signIn(served, email)
    const there = await signIn(served, email)
    const next = 'another lamp eighteen'
    const wrong = await here.post('/password', { current: 'not this', next })
    expect([wrong.status, wrong.body]).toMatchObject([403, { error: { code: 'WrongPassword' } }])
    const changed = await here.post('/password', { current: password, next })
    const renewed = client(served.url, changed)
    expect((await there.get('/me')).status).toBe(401)
    expect((await here.get('/me')).status).toBe(401)
    expect((await renewed.get('/me')).body).toMatchObject({ email })
    expect((await post('/sign-in', { email, password })).status).toBe(403)
    expect((await signIn(served, email, next)).me.email).toBe(email)
  })
})

describe('roles', () => {
  const admins: readonly (readonly [method: string, path: string, body: object])[] = [
    ['POST', '/agents', { name: 'X', email: 'x@example.com', role: 'admin' }],
    ['PATCH', '/agents/ID', { role: 'admin' }],
    ['PATCH', '/agents/ID', { isDisabled: true }],
  ]

  test.each(admins)('an agent is refused %s %s %s', async (method, path, body) => {
    await findOrHire('Plain Agent')
    const plain = await signIn(served, 'plain.agent@example.com')
    const answer = await plain.api(method, path.replace('ID', plain.me.id), body)
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'AdminsOnly' }])
    expect(((await plain.get('/me')).body as Me).role).toBe('agent')
  })

  test('an administrator invites, disables and promotes, but never changes their own standing', async () => {
    await hire(served, 'Chief Admin', 'admin')
    const chief = await signIn(served, 'chief.admin@example.com')
    const guest = { name: 'Guest', email: 'guest@example.com', role: 'agent' }
    const invite = async () =>
      (await chief.api('POST', '/agents', guest)).body as { link: string; code?: string }
    const first = tokenOf((await invite()).link)
    const { link } = await invite()
    const use = (token: string) =>
      post('/link/use', { token, name: 'Guest', email: 'other@example.com', password })
    expect((await use(first)).status).toBe(403)
    const came = await use(tokenOf(link))
    expect(came.body).toMatchObject({ email: 'guest@example.com', role: 'agent' })
    expect((await use(tokenOf(link))).status).toBe(403)
    expect((await invite()).code).toBe('EmailTaken')

    const there = client(served.url, came)
    const change = (id: string, body: object) => chief.api('PATCH', `/agents/${id}`, body)
    await change(there.me.id, { role: 'supervisor' })
    expect(((await there.get('/me')).body as Me).role).toBe('supervisor')
    await change(there.me.id, { isDisabled: true })
    expect((await there.get('/me')).status).toBe(401)
    expect((await post('/sign-in', { email: guest.email, password })).status).toBe(403)
    const { items } = (await chief.api('GET', '/agents')).body as { items: { id: string }[] }
    expect(items.find(({ id }) => id === there.me.id)).toMatchObject({ isDisabled: true })
    await change(there.me.id, { isDisabled: false })
    expect((await signIn(served, guest.email)).me.id).toBe(there.me.id)

    for (const body of [{ role: 'agent' }, { isDisabled: true }]) {
      const answer = await change(chief.me.id, body)
      expect([answer.status, answer.body]).toMatchObject([403, { code: 'NotYourself' }])
    }
  })
})

async function findOrHire(name: string): Promise<void> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  if (!(await findAgentByEmail(served.db, email))) await hire(served, name)
}
