import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activitiesOf, call, visit, type Answer, type Started } from './call.ts'
import { serve, type Served } from './serve.ts'

let served: Served
let mine: Started
beforeAll(async () => {
  served = await serve()
  mine = await visit(served.url)
})
afterAll(() => served.close())

const message = JSON.stringify({ type: 'message', from: { id: 'me' }, text: 'hello' })
const json = 'application/json'

/** All that may differ between two answers of the same kind is left out. */
function shape({ status, headers, text }: Answer): unknown {
  const { date: _date, 'x-request-id': id, 'content-length': _length, ...rest } = headers
  expect(id).toMatch(/^[\w-]{8}-[0-9a-z]+$/)
  return { status, rest, text: text.replace(/\d{7}/g, '') }
}

async function both(body: unknown, headers: Record<string, string>, token = mine.token) {
  const answers = [activitiesOf(mine), `${activitiesOf(mine)}/`].map((path) =>
    call(served.url, 'POST', path, { token, headers, body }),
  )
  const [short, long] = await Promise.all(answers)
  return { short: shape(short!), long: shape(long!), status: short!.status, text: short!.text }
}

describe('the short way of a turn answers as the long one does', () => {
  test.each<[string, number, unknown, Record<string, string>?]>([
    ['a message', 200, message],
    ['with a charset', 200, message, { 'Content-Type': `${json}; charset=utf-8` }],
    ['with a charset in capitals', 200, message, { 'Content-Type': `${json};charset=UTF-8` }],
    ['with a byte order mark', 200, `\uFEFF${message}`],
    ['of another charset', 415, message, { 'Content-Type': `${json}; charset=latin1` }],
    ['of another type', 400, message, { 'Content-Type': 'text/plain' }],
    ['compressed', 415, message, { 'Content-Encoding': 'gzip' }],
    ['not compressed', 200, message, { 'Content-Encoding': 'identity' }],
    ['empty', 400, ''],
    ['spaces', 400, '   '],
    ['null', 400, 'null'],
    ['a text', 400, '"hello"'],
    ['half', 400, message.slice(0, -1)],
    ['bytes that are no UTF-8', 200, Buffer.from(message.replace('hello', '\xff\xfe'), 'latin1')],
    ['256 KB', 200, message.padEnd(256 * 1024)],
    ['a byte more', 413, message.padEnd(256 * 1024 + 1)],
    ['nested deep', 400, `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('%s → %i', async (_name, status, body, headers = {}) => {
    const answer = await both(body, headers)
    expect(answer.status).toBe(status)
    expect(answer.short).toEqual(answer.long)
  })

  test('a message in chunks, of no length', async () => {
    const statuses = [activitiesOf(mine), `${activitiesOf(mine)}/`].map(
      (path) =>
        new Promise((resolve) => {
          const headers = { Authorization: `Bearer ${mine.token}`, 'Content-Type': json }
          const sent = request(served.url + path, { method: 'POST', headers }, (response) => {
            response.resume()
            resolve(response.statusCode)
          })
          sent.write(message.slice(0, 20))
          sent.end(message.slice(20))
        }),
    )
    expect(await Promise.all(statuses)).toEqual([200, 200])
  })

  test('a stranger', async () => {
    const answer = await both(message, {}, 'a.b.c')
    expect(answer.status).toBe(403)
    expect(answer.short).toEqual(answer.long)
  })
})

test('a message that breaks off is not heard, and harms nobody', async () => {
  const headers = { 'Content-Length': String(message.length + 10) }
  const sent = call(served.url, 'POST', activitiesOf(mine), {
    token: mine.token,
    headers,
    body: message,
  })
  setTimeout(() => served.breakOff(), 100)
  await expect(sent).rejects.toThrow()
  // The client forgets the connections that are no more.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await both(message, {})).status).toBe(200)
})
