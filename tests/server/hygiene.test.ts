import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import * as fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Problem } from '../../src/problem.ts'
import { answerWithProblem } from '../../src/server/answer-with-problem.ts'
import { readSecrets } from '../../src/server/secrets.ts'
import { networkOf } from '../../src/server/network-of.ts'
import { readSettings } from '../../src/settings.ts'
import { activitiesOf, call, read, say, visit } from './call.ts'
import { echo, serve, type Served } from './serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(() => served.close())

describe('headers', () => {
  test.each(['/desk', '/studio'])(
    '%s may not be framed and runs only its own files',
    async (path) => {
      const { headers } = await call(served.url, 'GET', path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("style-src 'self'")
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-powered-by']).toBeUndefined()
    },
  )

  test.each([
    '/healthz',
    '/readyz',
    '/version',
    '/nowhere',
    '/v3/directline/conversations/x',
    '/api/desk/me',
  ])('%s is data that nobody keeps', async (path) => {
    const { headers } = await call(served.url, 'GET', path)
    expect(headers['content-type']).toContain('application/json')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-request-id']).toBeTruthy()
  })
})

describe('paths that lead elsewhere', () => {
  test.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/.env',
    '/../package.json',
    '/package.json',
    '/data/secrets/direct-line.key',
    '/assets/',
    '//evil.test/',
  ])('%s', async (path) => {
    const answer = await call(served.url, 'GET', path)
    expect([400, 403, 404]).toContain(answer.status)
    expect(answer.text).not.toMatch(/"name"|root:|at \/|node_modules/)
    expect(answer.headers['location']).toBeUndefined()
  })
})

describe('anything at all', () => {
  const paths = [
    '/v3/directline/tokens/generate',
    '/v3/directline/tokens/refresh',
    '/v3/directline/conversations',
    '/api/messages',
    '/api/desk/sign-in',
    '/api/desk/link/use',
  ]
  test('as a body is never a failure of ours', async () => {
    const started = await visit(served.url)
    const mine = [activitiesOf(started), activitiesOf(started).replace('activities', 'identify')]
    const body = fc.oneof(
      fc.json(),
      fc
        .record(
          {
            type: fc.oneof(fc.constant('message'), fc.jsonValue()),
            text: fc.jsonValue(),
            from: fc.oneof(fc.record({ id: fc.jsonValue() }), fc.jsonValue()),
            value: fc.jsonValue(),
            channelData: fc.oneof(fc.record({ clientActivityID: fc.jsonValue() }), fc.jsonValue()),
            identity: fc.oneof(fc.record({ jwt: fc.jsonValue() }), fc.jsonValue()),
            user: fc.jsonValue(),
          },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths, ...mine), body, async (path, body) => {
        const headers = { Origin: served.url }
        const token = mine.includes(path) ? { token: started.token } : {}
        const answer = await call(served.url, 'POST', path, { ...token, headers, body })
        expect(`${path} ${body} ${answer.status}`).toMatch(/ (2|4)\d\d$/)
        expect(answer.text).not.toMatch(/ at .*\.ts|node_modules/)
      }),
      { numRuns: 600 },
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('as a text comes back as it was, but for what no database can hold', async () => {
    const started = await visit(served.url)
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ unit: 'binary', minLength: 1, maxLength: 200 })
          .filter((text) => text.trim() !== ''),
        async (text) => {
          const { watermark = '' } = await read(served.url, started, '9'.repeat(20))
          expect((await say(served.url, started, text)).status).toBe(200)
          const { activities } = await read(served.url, started, watermark)
          expect(activities[0]?.text).toBe(text.replace(/[\0\p{Cs}]/gu, '\uFFFD'))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('requests that are no requests', () => {
  test.each<[string, string]>([
    [
      'length and chunks',
      'POST /v3/directline/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'two lengths',
      'POST /v3/directline/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n{}',
    ],
    ['two hosts', 'GET /healthz HTTP/1.1\nHost: x\n\n'],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ])('%s: refused and closed', async (_name, text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1.1 400 /)
  })

  test('headers without end: refused and closed', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `X-${index}: ${'x'.repeat(20)}`)
    const text = `GET /healthz HTTP/1.1\r\nHost: x\r\n${many.join('\r\n')}\r\n\r\n`
    expect(await raw(text)).toMatch(/^HTTP\/1.1 431 /)
  })

  test('an upgrade to anything else is refused as any request is', async () => {
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket'
    for (const target of ['/', '//', '/%', '/v3/directline/conversations/%00/stream?t=x']) {
      expect(await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 40[0-9] /,
      )
    }
  })
})

describe('too much at once', () => {
  test.each<[string, Record<string, string>, (server: string) => Promise<number>]>([
    [
      'messages in a conversation',
      { RATE_PER_CONVERSATION: '5' },
      async (server) => {
        const started = await visit(server)
        const all = [1, 2, 3, 4, 5, 6].map(() => say(server, started, 'x'))
        return (await Promise.all(all)).filter(({ status }) => status === 429).length
      },
    ],
    [
      'conversations from an address',
      { RATE_STARTS_PER_IP: '5' },
      async (server) => {
        const begin = () =>
          call(server, 'POST', '/v3/directline/conversations', { headers: { Origin: server } })
        const all = await Promise.all([1, 2, 3, 4, 5, 6].map(begin))
        return all.filter(({ status }) => status === 429).length
      },
    ],
    [
      'requests from an address, whatever it says of itself',
      { RATE_PER_IP: '5' },
      async (server) => {
        const ask = (index: number) =>
          call(server, 'POST', `/v3/directline/${index % 2 ? 'TOKENS' : 'tokens'}/generate/`, {
            headers: { Origin: server, 'X-Forwarded-For': `10.0.0.${index}` },
          })
        const all = await Promise.all([1, 2, 3, 4, 5, 6].map(ask))
        return all.filter(({ status }) => status === 429).length
      },
    ],
  ])('%s: 429 and when to come back', async (_name, env, tryAll) => {
    const limited = await serve(env)
    expect(await tryAll(limited.url)).toBe(1)
    await limited.close()
  })

  test('the refusal says when to come back', async () => {
    const limited = await serve({ RATE_PER_CONVERSATION: '1' })
    const started = await visit(limited.url)
    await say(limited.url, started, 'x')
    const answer = await say(limited.url, started, 'x')
    expect(answer.json).toMatchObject({
      error: { code: 'TooMany', retryAfter: expect.any(Number) },
    })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    await limited.close()
  })

  test('sockets count, too', async () => {
    const limited = await serve({ RATE_PER_IP: '3' })
    const { streamUrl } = await visit(limited.url)
    const statuses = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise<number>((resolve) => {
            const socket = new WebSocket(streamUrl)
            socket.on('open', () => resolve(101))
            socket.on('error', () => {})
            socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
          }),
      ),
    )
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
    await limited.close()
  })

  test('behind a trusted proxy each of its clients counts alone', async () => {
    const limited = await serve({ RATE_PER_IP: '2', TRUST_PROXY: '1' })
    const ask = async (forwarded: string) => {
      const headers = { Origin: limited.url, 'X-Forwarded-For': forwarded }
      return (await call(limited.url, 'POST', '/v3/directline/tokens/generate', { headers })).status
    }
    expect([await ask('192.0.2.1'), await ask('192.0.2.1')]).toEqual([200, 200])
    // Only what the one proxy added counts, not what its client made up before it.
    expect(await ask('9.9.9.9, 192.0.2.1')).toBe(429)
    expect(await ask('192.0.2.2')).toBe(200)
    expect([await ask('2001:db8::1'), await ask('2001:db8::2')]).toEqual([200, 200])
    expect(await ask('2001:db8:0:0:ffff::3')).toBe(429)
    expect(await ask('2001:db8:0:1::1')).toBe(200)
    await limited.close()
  })

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0DB8:0:0:1:2:3:4', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('the log', () => {
  test('has neither what people say nor their tokens', async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const logging = await serve(
      {},
      (db) => async (message) => {
        if (message.text.includes('bug')) throw new Error('a bug of ours')
        return echo(db)(message)
      },
      log,
    )
    const started = await visit(logging.url)
    const socket = new WebSocket(started.streamUrl)
    await new Promise((resolve) => socket.on('open', resolve))
    await say(logging.url, started, 'a canary')
    await say(logging.url, started, 'canary bug')
    await say(logging.url, started, 'canary'.repeat(1_000))
    // A socket's address that is fetched as a page.
    await call(logging.url, 'GET', new URL(started.streamUrl).pathname + '?t=canary-token')
    await logging.close()
    const all = lines.join('')
    expect(all).toContain('a bug of ours')
    expect(all.match(/a bug of ours/g)?.length).toBeLessThanOrEqual(2)
    expect(all).toContain('"status":502')
    expect(all).not.toContain('canary')
    expect(all).not.toContain(started.token)
    expect(all).not.toContain('t=')
  })
})

describe('a bug of ours', () => {
  test('is logged once and tells whoever asked nothing of itself', async () => {
    const lines: string[] = []
    const app = express()
    app.get('/', () => {
      throw new TypeError('canary is not a function')
    })
    app.use(answerWithProblem(pino({}, { write: (line: string) => lines.push(line) })))
    const server = app.listen(0)
    const { port } = server.address() as AddressInfo
    const answer = await call(`http://127.0.0.1:${port}`, 'GET', '/')
    server.close()
    expect([answer.status, answer.json]).toEqual([
      500,
      { error: { code: 'SomethingWentWrong', message: expect.not.stringContaining('canary') } },
    ])
    expect(lines.filter((line) => line.includes('canary is not a function'))).toHaveLength(1)
  })
})

describe('the health of the server', () => {
  test('is told without a model, too', async () => {
    expect(await call(served.url, 'GET', '/healthz')).toMatchObject({ status: 200 })
    const ready = await call(served.url, 'GET', '/readyz')
    expect(ready).toMatchObject({ status: 503, json: { ready: false, checks: { model: false } } })
    expect((await call(served.url, 'GET', '/version')).json).toMatchObject({ store: 'sqlite' })
  })

  test('a store that cannot be written is not ready, and 503 to a customer', async () => {
    const full = new Problem('unavailable', 'StoreUnavailable', 'full', { retryAfter: 2 })
    const failing = await serve({}, () => () => Promise.reject(full))
    const started = await visit(failing.url)
    const answer = await say(failing.url, started, 'x')
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2'])
    await failing.close()
  })
})

describe('the end of the server', () => {
  test('waits for the message under way, and sends the sockets home with 1012', async () => {
    let finish: () => void = unset
    const ending = await serve({}, (db) => async (message) => {
      await new Promise<void>((resolve) => (finish = resolve))
      return echo(db)(message)
    })
    const started = await visit(ending.url)
    const socket = new WebSocket(started.streamUrl)
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise((resolve) => socket.on('close', resolve))
    const answered = say(ending.url, started, 'x')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const ended = ending.close()
    expect(await closed).toBe(1012)
    finish()
    expect((await answered).status).toBe(200)
    await ended
    await expect(visit(ending.url)).rejects.toThrow()
  })
})

describe('secrets', () => {
  test('are generated once, for the owner only', () => {
    const dir = mkdtempSync(join(tmpdir(), 'parley-secrets-'))
    const settings = readSettings({ DATA_DIR: dir })
    const first = readSecrets(settings)
    expect(first.directLine).not.toBe(first.identity)
    expect(first.directLine.length).toBeGreaterThanOrEqual(43)
    expect(readSecrets(settings)).toEqual(first)
    const path = join(dir, 'secrets', 'direct-line.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8').trim()).toBe(first.directLine)
    rmSync(dir, { recursive: true })
  })
})

const unset = () => {}

/** What the server answers to these bytes, until it closes. */
function raw(text: string): Promise<string> {
  return new Promise<string>((resolve) => {
    const socket = connect({ port: Number(new URL(served.url).port), host: '127.0.0.1' })
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', () => {})
    socket.write(text)
  })
}
